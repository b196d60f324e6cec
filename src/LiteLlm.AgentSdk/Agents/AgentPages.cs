using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads the agents page by page. The platform applies an offset to the current list, so agents that are created or deleted between two
/// requests move the others to other pages. Therefore each request begins with the last agent of the previous page. If another agent is at
/// that offset, earlier agents are read again. No agent is returned twice.
/// </summary>
internal static class AgentPages
{
    /// <summary>How often the list is read again from its beginning if its first agent is a new one each time.</summary>
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
                // Later requests ask for one more agent, the repeated one. The caller's pages report the limit of the first page.
                yield return page with { Items = unseen, Limit = limit, Offset = page.Offset + repeated };
            }

            isFirst = false;
            int next = offset + page.Items.Count;
            if (page.Items.Count == 0 || next >= page.Total)
            {
                yield break;
            }

            // If another agent is at the offset of the last one, agents were deleted in the meantime, and those after them moved up.
            offset = next - 1;
            page = await ReadAtAsync(offset).ConfigureAwait(false);
            while (unseen.Count > 0 && fruitless < MaxFruitless && offset > start && IsUnseen(page, seen))
            {
                offset = Math.Max(start, offset - page.Items.Count);
                page = await ReadAtAsync(offset).ConfigureAwait(false);
                if (offset == start && IsUnseen(page, seen))
                {
                    // The list is completely different. The limit prevents an endless loop with a server that ignores offsets.
                    fruitless++;
                }
            }

            if (offset == next - 1 && page.Items.Count <= 1)
            {
                // The server returns one agent per page, so that pages can't overlap.
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
