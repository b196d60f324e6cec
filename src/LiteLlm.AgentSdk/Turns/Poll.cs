namespace LiteLlm.AgentSdk.Turns;

/// <summary>Pauses between questions to the platform: short at first, longer later, never two clients in step.</summary>
internal sealed class Poll(TimeProvider time, TimeSpan first, TimeSpan longest)
{
    private TimeSpan _pause = first;

    public async Task PauseAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
#pragma warning disable RS0030 // Jitter: no test depends on what is drawn.
        TimeSpan pause = _pause * (0.8 + (0.4 * Random.Shared.NextDouble()));
#pragma warning restore RS0030
        _pause = _pause * 1.5 < longest ? _pause * 1.5 : longest;
        await Task.Delay(pause < atMost ? pause : atMost, time, cancellationToken).ConfigureAwait(false);
    }
}
