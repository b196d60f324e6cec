using System.Collections.Concurrent;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>Keeps the updates of a turn whose caller waits only for the reply.</summary>
internal sealed class ProgressLog : IProgress<TurnUpdate>
{
    private readonly ConcurrentQueue<TurnUpdate> _updates = [];

    public IReadOnlyList<TurnUpdate> Updates => [.. _updates];

    /// <summary>Gets the text that has come.</summary>
    public string Text => string.Concat(_updates.OfType<TurnTextDelta>().Select(update => update.Delta));

    public void Report(TurnUpdate value) => _updates.Enqueue(value);
}
