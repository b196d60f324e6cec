namespace LiteLlm.AgentSdk.Turns;

/// <summary>The pauses between two attempts or two questions: they grow, with jitter, so that two clients never stay in step.</summary>
/// <param name="first">The first pause.</param>
/// <param name="longest">The longest pause.</param>
/// <param name="factor">By how much a pause is longer than the one before.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, double factor)
{
    private int _count;

    /// <summary>Gets the next pause.</summary>
    public TimeSpan Next()
    {
        TimeSpan pause = first * Math.Pow(factor, Math.Min(_count++, 60));
#pragma warning disable RS0030 // Jitter: no test depends on what is drawn.
        return (pause < longest ? pause : longest) * (0.8 + (0.4 * Random.Shared.NextDouble()));
#pragma warning restore RS0030
    }

    /// <summary>Waits for the next pause, at most as long as given.</summary>
    public Task PauseAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        TimeSpan pause = Next();
        return Task.Delay(pause < atMost ? pause : atMost, time, cancellationToken);
    }
}
