namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Computes the pauses between attempts or polls. The pauses grow, and jitter keeps clients from retrying at the same moment.
/// </summary>
/// <param name="first">The first pause.</param>
/// <param name="longest">The longest pause, before jitter.</param>
/// <param name="factor">The ratio of each pause to the one before.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, double factor)
{
    private int _count;

    public TimeSpan Next()
    {
        // Compared as a number of ticks, because the product may exceed the range of TimeSpan.
        double growth = Math.Pow(factor, Math.Min(_count++, 60));
        TimeSpan pause = first.Ticks * growth < longest.Ticks ? first * growth : longest;
#pragma warning disable RS0030 // Jitter: no test depends on the random value.
        return pause * (0.8 + (0.4 * Random.Shared.NextDouble()));
#pragma warning restore RS0030
    }

    /// <summary>Waits for the next pause, but no longer than <paramref name="atMost"/>.</summary>
    public Task PauseAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        TimeSpan pause = Next();
        return Task.Delay(pause < atMost ? pause : atMost, time, cancellationToken);
    }
}
