using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Sessions;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Automations;

/// <summary>The automations and their runs. Starts automations that are due, by the platform's clock, and records the results.</summary>
internal sealed class AutomationScheduler : IDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);
    private readonly PlatformState _platform;
    private readonly ITimer _timer;

    public AutomationScheduler(PlatformState platform)
    {
        _platform = platform;
        _timer = platform.Time.CreateTimer(_ => StartDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Store<AutomationRecord> Items { get; } = new();

    public Store<AutomationRun> Runs { get; } = new();

    /// <summary>Computes the next time again. Called after automations have changed.</summary>
    public void Rearm()
    {
        if (_platform.Stopping.IsCancellationRequested)
        {
            return;
        }

        DateTimeOffset? next = Items.All().Min(automation => automation.NextRunAt);
        if (next is not { } due)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        TimeSpan left = due - _platform.Time.GetUtcNow();
        _timer.Change(left < TimeSpan.Zero ? TimeSpan.Zero : left > LongestSleep ? LongestSleep : left, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Starts a session with the instruction.</summary>
    public AutomationRun Start(AutomationRecord automation, AgentRecord agent)
    {
        var session = new SessionState(_platform, agent);
        _platform.Sessions.Add(session);
        AutomationRun run = Runs.Add(new(automation.Id, automation.AgentId, session.Id, _platform.Time.GetUtcNow()));
        session.Start(new CreateSessionFields(automation.Instruction, []));
        _platform.Track(() => FinishRunAsync(run.Id, session));
        return run;
    }

    public void RemoveOf(string agentId)
    {
        Items.RemoveAll(automation => automation.AgentId == agentId);
        Runs.RemoveAll(run => run.AgentId == agentId);
    }

    public void Dispose() => _timer.Dispose();

    private void StartDue()
    {
        DateTimeOffset now = _platform.Time.GetUtcNow();
        foreach (AutomationRecord automation in Items.Where(automation => automation.NextRunAt <= now))
        {
            // From now on, not from the due time: missed runs are not repeated.
            DateTimeOffset? next = CronExpression.Parse(automation.Cron, now)!.Next(now);
            Items.Change(automation.Id, old => old with { LastRunAt = now, NextRunAt = next, Enabled = next is not null });
            if (_platform.Agents.Find(automation.AgentId) is { } agent)
            {
                Start(automation, agent);
            }
        }

        Rearm();
    }

    private async Task FinishRunAsync(string runId, SessionState session)
    {
        using var timeout = new CancellationTokenSource(LongestRun, _platform.Time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _platform.Stopping);
        (string Status, string? Error) outcome = ("failed", "timed out");
        try
        {
            await _platform.Signal.WaitUntilAsync(() => Outcome(session) is not null, ended.Token).ConfigureAwait(false);
            outcome = Outcome(session)!.Value;
        }
        catch (OperationCanceledException) when (!_platform.Stopping.IsCancellationRequested)
        {
            // It took too long.
        }

        Runs.Change(runId, run => run with { Status = outcome.Status, Error = outcome.Error, FinishedAt = _platform.Time.GetUtcNow() });
        _platform.Signal.Pulse();
    }

    private static (string Status, string? Error)? Outcome(SessionState session) =>
        session.HasResponse ? ("succeeded", null)
        : session.Status is "failed" or "dead" ? ("failed", session.FailureReason ?? "session " + session.Status)
        : session.FailureReason is { } reason ? ("failed", reason)
        : null;
}
