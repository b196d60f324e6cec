using BenchmarkDotNet.Attributes;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>Folding the deltas of a turn. One operation is the whole turn. The fold of Claude's own messages belongs beside these.</summary>
[MemoryDiagnoser]
public class FoldBenchmarks
{
    private readonly List<TurnUpdate> _updates = [];
    private SessionEvent[] _events = [];

    /// <summary>How many deltas.</summary>
    [Params(1_000, 10_000, 100_000)]
    public int Count { get; set; } = 1_000;

    [GlobalSetup]
    public void Setup() => _events = Deltas.Make(Count);

    [Benchmark(Description = "TurnAssembler")]
    public int Incremental()
    {
        TurnAssembler turn = new(sent: null);
        foreach (SessionEvent value in _events)
        {
            _updates.Clear();
            turn.Take(value, _updates);
        }

        return turn.ToReply().Text.Length;
    }

    /// <summary>What a fold does that takes all events so far and gives the whole: right, simple, and quadratic.</summary>
    public int Recomputing()
    {
        int length = 0;
        for (int i = 1; i <= _events.Length; i++)
        {
            TurnAssembler turn = new(sent: null);
            foreach (SessionEvent value in _events.AsSpan(0, i))
            {
                _updates.Clear();
                turn.Take(value, _updates);
            }

            length = turn.ToReply().Text.Length;
        }

        return length;
    }
}
