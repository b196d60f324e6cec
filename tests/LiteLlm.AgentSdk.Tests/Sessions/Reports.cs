using System.Collections.Concurrent;
using LiteLlm.AgentSdk.Tests.Stubs;

namespace LiteLlm.AgentSdk.Tests.Sessions;

/// <summary>Keeps what is said of a session that starts, and does something each time.</summary>
internal sealed class Reports(Action<SessionProgress> seen) : IProgress<SessionProgress>
{
    private readonly ConcurrentQueue<SessionProgress> _all = new();

    public IReadOnlyList<SessionProgress> All => [.. _all];

    /// <summary>Moves the platform's clock each time when a phase has been seen: none passes unseen, however slow the machine is.</summary>
    public static Reports Moving(ManualTimeProvider platformTime, TimeSpan by) => new(report =>
    {
        if (report.Status == SessionStatus.Creating && report.Phase is not null)
        {
            // A phase is told before the platform has begun to wait in it, and a clock that is moved then is moved in vain.
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
