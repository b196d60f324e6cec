using BenchmarkDotNet.Attributes;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>Folds the deltas of a turn. One operation is the whole turn.</summary>
[MemoryDiagnoser]
public class FoldBenchmarks
{
    private SessionEvent[] _events = [];
    private ClaudeMessage[] _messages = [];

    /// <summary>Gets or sets the number of deltas.</summary>
    [Params(1_000, 10_000, 100_000)]
    public int Count { get; set; } = 1_000;

    [GlobalSetup]
    public void Setup()
    {
        _events = Deltas.Make(Count);
        _messages = Deltas.MakeClaude(Count);
    }

    [Benchmark(Description = "TurnState")]
    public int Incremental()
    {
        TurnState turn = new(sent: null);
        foreach (SessionEvent value in _events)
        {
            Apply(turn, value);
        }

        return turn.ToReply().Text.Length;
    }

    /// <summary>A fold that processes all events so far for every event: correct, simple and quadratic.</summary>
    public int Recomputing()
    {
        int length = 0;
        for (int i = 1; i <= _events.Length; i++)
        {
            TurnState turn = new(sent: null);
            foreach (SessionEvent value in _events.AsSpan(0, i))
            {
                Apply(turn, value);
            }

            length = turn.ToReply().Text.Length;
        }

        return length;
    }

    /// <summary>Every step returns a new immutable conversation. The text is read at the end.</summary>
    [Benchmark(Description = "ClaudeConversation")]
    public int Conversation() => Fold(_messages).Messages[^1].Blocks[0].Text.Length;

    /// <summary>Folds all messages so far again for every message.</summary>
    public int RecomputingConversation()
    {
        int length = 0;
        for (int i = 3; i <= _messages.Length; i++)
        {
            length = Fold(_messages.AsSpan(0, i)).Messages[^1].Blocks[0].Text.Length;
        }

        return length;
    }

    private static void Apply(TurnState turn, SessionEvent value)
    {
        turn.Apply(value);
        while (turn.TryDequeue(out _))
        {
        }
    }

    private static ClaudeConversation Fold(ReadOnlySpan<ClaudeMessage> messages)
    {
        ClaudeConversation conversation = ClaudeConversation.Empty;
        foreach (ClaudeMessage message in messages)
        {
            conversation = conversation.Add(message);
        }

        return conversation;
    }
}
