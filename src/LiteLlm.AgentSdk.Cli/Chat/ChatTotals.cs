using System.Globalization;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The tokens, cost and time of the turns of this chat.</summary>
internal sealed class ChatTotals
{
    private int _turns;
    private long? _input;
    private long? _output;
    private decimal? _cost;
    private TimeSpan _time;

    public void Add(Reply reply, TimeSpan time)
    {
        _turns++;
        _time += time;
        _input = Sum(_input, reply.InputTokens);
        _output = Sum(_output, reply.OutputTokens);
        _cost = reply.Cost is { } cost ? (_cost ?? 0) + cost : _cost;
    }

    /// <summary>Describes one turn: <c>1,234 tokens in · 56 out · $0.0123 · 4.2 s</c>. Unknown values are omitted.</summary>
    public static string Describe(Reply reply, TimeSpan time) => Describe(reply.InputTokens, reply.OutputTokens, reply.Cost, time);

    public override string ToString() =>
        $"{_turns.ToString(CultureInfo.InvariantCulture)} {(_turns == 1 ? "turn" : "turns")} · {Describe(_input, _output, _cost, _time)}";

    private static string Describe(long? input, long? output, decimal? cost, TimeSpan time)
    {
        List<string> items = [];
        if (input is { } read)
        {
            items.Add(string.Create(CultureInfo.InvariantCulture, $"{read:N0} tokens in"));
        }

        if (output is { } written)
        {
            items.Add(string.Create(CultureInfo.InvariantCulture, $"{written:N0} out"));
        }

        if (Dollars.Of(cost) is { } dollars)
        {
            items.Add(dollars);
        }

        items.Add(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"));
        return string.Join(" · ", items);
    }

    private static long? Sum(long? before, long? more) => more is { } added ? (before ?? 0) + added : before;
}
