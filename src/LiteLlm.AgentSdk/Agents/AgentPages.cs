using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads the agents page by page. The platform counts an offset from the beginning of the list as it is at that moment, so agents that
/// others create or delete move the rest from one page to another. Each request therefore begins with the last agent of the page before:
/// if it is not there, earlier agents are read again. No agent is returned twice.
/// </summary>
internal static class AgentPages
{
    /// <summary>How often a list is read again from its beginning although nothing is where it was.</summary>
    private const int MaxFruitless = 5;

    public static async IAsyncEnumerable<Page<Agent>> ReadAsync(
        PlatformTransport transport, AgentListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        int fruitless = 0;
        int start = options.Offset ?? 0;
        int offset = start;
        Page<Agent> page = await AgentCalls.ReadPageAsync(transport, options, cancellationToken).ConfigureAwait(false);
        int limit = page.Limit;
        bool isFirst = true;
        while (true)
        {
            int repeated = page.Items.TakeWhile(agent => seen.Contains(agent.Id)).Count();
            List<Agent> unseen = [.. page.Items.Where(agent => seen.Add(agent.Id))];
            if (isFirst || unseen.Count > 0)
            {
                // A later request asks for one agent more, the repeated one: the caller's pages are all of the same size.
                yield return page with { Items = unseen, Limit = limit, Offset = page.Offset + repeated };
            }

            isFirst = false;
            int next = offset + page.Items.Count;
            if (page.Items.Count == 0 || next >= page.Total)
            {
                yield break;
            }

            // If another agent stands where the last one stood, agents were deleted meanwhile, and those behind them have moved up.
            offset = next - 1;
            page = await ReadAtAsync(offset).ConfigureAwait(false);
            while (unseen.Count > 0 && fruitless < MaxFruitless && offset > start && IsUnseen(page, seen))
            {
                offset = Math.Max(start, offset - page.Items.Count);
                page = await ReadAtAsync(offset).ConfigureAwait(false);
                if (offset == start && IsUnseen(page, seen))
                {
                    // Nothing is where it was: a server that ignores offsets would be read forever.
                    fruitless++;
                }
            }

            if (offset == next - 1 && page.Items.Count <= 1)
            {
                // A server that gives one at a time: nothing can overlap.
                offset = next;
                page = await ReadAtAsync(offset).ConfigureAwait(false);
            }
        }

        Task<Page<Agent>> ReadAtAsync(int at) => AgentCalls.ReadPageAsync(
            transport,
            options with { Offset = at, Limit = options.Limit is { } size ? Math.Min(size + 1, ListRules.MaxLimit) : null },
            cancellationToken);
    }

    private static bool IsUnseen(Page<Agent> page, HashSet<string> seen) => page.Items is [var first, ..] && !seen.Contains(first.Id);
}
