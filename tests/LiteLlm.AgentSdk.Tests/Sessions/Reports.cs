using System.Collections.Concurrent;
using LiteLlm.AgentSdk.Tests.Stubs;

namespace LiteLlm.AgentSdk.Tests.Sessions;

/// <summary>Records the progress reports of a starting session, and runs an action for each.</summary>
internal sealed class Reports(Action<SessionProgress> seen) : IProgress<SessionProgress>
{
    private readonly ConcurrentQueue<SessionProgress> _all = new();

    public IReadOnlyList<SessionProgress> All => [.. _all];

    /// <summary>Moves the platform's clock after each reported phase, so that no phase is missed, however slow the machine is.</summary>
    public static Reports Moving(ManualTimeProvider platformTime, TimeSpan by) => new(report =>
    {
        if (report.Status == SessionStatus.Creating && report.Phase is not null)
        {
            // A phase is reported before the platform begins to wait in it. Moving the clock earlier would have no effect.
            platformTime.WaitForTimersAsync().GetAwaiter().GetResult();
            platformTime.Advance(by);
        }
    });

    public void Report(SessionProgress value)
    {
        _all.Enqueue(value);
        seen(value);
    }
}
