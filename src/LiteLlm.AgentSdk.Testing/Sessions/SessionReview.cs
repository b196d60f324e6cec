using LiteLlm.AgentSdk.Testing.AgentIssues;
using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>
/// Assesses a session as the platform's reviewer does. For a session with problems it files an issue, and it restarts a failed or ended
/// session. (The real platform also starts a session of an agent with the name reviewer, if there is one.)
/// </summary>
internal sealed class SessionReview
{
    private readonly PlatformState _platform;
    private readonly SessionState _session;
    private readonly DateTimeOffset _now;
    private readonly List<string> _evidence;
    private readonly Judgement _judgement;
    private string? _actionRef;
    private string _actionStatus;

    private SessionReview(PlatformState platform, SessionState session)
    {
        (_platform, _session, _now) = (platform, session, platform.Time.GetUtcNow());
        _evidence = [$"session status is {session.Status}", $"session age is {Minutes(session.CreatedAt)} minute(s)"];
        int stored = session.Records.Count;
        AddEvidence("failure reason: ", session.FailureReason);
        AddEvidence("current phase: ", session.Phase);
        AddEvidence("", stored > 0 ? $"stored history has {stored} message(s)" : null);
        _judgement = Judge(stored);
        (_actionStatus, _actionRef) = (_judgement.ActionStatus, _judgement.ActionRef);
    }

    /// <returns>The assessment, as JSON.</returns>
    public static async Task<string> RunAsync(PlatformState platform, SessionState session)
    {
        var review = new SessionReview(platform, session);
        if (review._actionStatus == "queued")
        {
            await review.ActAsync().ConfigureAwait(false);
        }

        return review.Json();
    }

    private Judgement Judge(int stored)
    {
        TimeSpan age = _now - _session.CreatedAt;
        DateTimeOffset lastSeen = _session.LastSeenAt ?? _session.CreatedAt;
        switch (_session.Status)
        {
            case "failed" or "dead":
                AddEvidence("session stopped ", _session.StoppedAt is { } stopped ? $"{Minutes(stopped)} minute(s) ago" : null);
                bool timedOut = (_session.FailureReason ?? _session.Status).Contains("timeout", StringComparison.Ordinal);
                return new(
                    "failed", "high", timedOut ? "sandbox_timeout" : "sandbox_unavailable",
                    $"Session is {_session.Status}; the agent cannot continue until the sandbox is recovered or restarted.",
                    "Review the diagnose bundle, restart the session if the task is still useful, "
                        + "and create a platform repair task if this repeats.",
                    92, "queued", "reviewer:auto-repair");
            case "creating" when age >= TimeSpan.FromMinutes(2):
                return new(
                    "blocked", "high", "sandbox_provisioning", "Session is still creating past the expected provisioning window.",
                    "Open Diagnose, inspect pod/service readiness, "
                        + "and let the repair agent investigate if multiple sessions show the same blocker.",
                    86, "queued", "reviewer:diagnose-and-repair");
            case "creating" when age >= TimeSpan.FromSeconds(45):
                return new(
                    "slow_but_ok", "med", "sandbox_provisioning_slow",
                        "Session is still creating but has not crossed the blocked threshold yet.",
                    "Keep watching. Escalate if it remains creating on the next check.", 68, "watching", "reviewer:next-check");
            case "creating":
                return new("on_track", "info", null, "Session is provisioning within the expected window.", null, 70, "none", null);
            case "ready" when stored == 0 && !_session.HasResponse && age >= TimeSpan.FromMinutes(10):
                return new(
                    "off_track", "med", "no_agent_progress",
                    "Sandbox is ready, but there is no recorded agent response or message history after a long idle window.",
                    "Check whether the task was actually sent. "
                        + "If it was, ask the reviewer to inspect harness events and tool availability.",
                    72, "queued", "reviewer:inspect-harness");
            case "ready" when stored > 0 && _now - lastSeen >= TimeSpan.FromMinutes(5):
                AddEvidence("last activity was ", $"{Minutes(lastSeen)} minute(s) ago");
                return new(
                    "slow_but_ok", "info", "quiet_after_activity",
                        "The run has prior activity and is currently quiet. No intervention is needed yet.",
                    null, 62, "watching", "reviewer:next-check");
            default:
                return new("on_track", "info", null, "Session is ready and has no reviewer-visible blocker.", null, 76, "none", null);
        }
    }

    private async Task ActAsync()
    {
        List<string> done = ["issue:" + FileIssue()];
        try
        {
            if (_judgement.ActionRef == "reviewer:auto-repair")
            {
                await _session.RestartAsync().WaitAsync(_platform.Stopping).ConfigureAwait(false);
                done.Add("session:restarted");
            }

            _actionStatus = "executed";
        }
        catch (Harnesses.SandboxException exception)
        {
            done.Add("error:" + exception.Message);
            _actionStatus = "failed";
        }

        _actionRef = string.Join(",", done);
    }

    private string FileIssue()
    {
        AgentRecord agent = _session.Agent;
        string title = "[Reviewer] " + (_judgement.Blocker ?? _judgement.State);
        string?[] lines =
        [
            $"Reviewer detected {_judgement.State}{(_judgement.Blocker is { } blocker ? $" ({blocker})" : "")}.",
            $"Session: {_session.Id}", $"Agent: {agent.Name ?? agent.Id}", $"Diagnosis: {_judgement.Diagnosis}",
            _judgement.Recommended is { } recommended ? $"Recommended action: {recommended}" : null,
            "Evidence:", string.Join("\n", _evidence.Select(line => "- " + line)),
        ];
        string body = string.Join("\n", lines.OfType<string>());
        string severity = _judgement.Severity switch { "high" => "critical", "med" => "warning", _ => "info" };
        return _platform.AgentIssues.ChangeOrAdd(
            old => old.AgentId == agent.Id && old.Status == "open" && LikePattern.Matches(old.Title, title),
            old => old with
            {
                TimesSeen = old.TimesSeen
                + 1,
                Comments = [.. old.Comments, new AgentIssues.IssueComment(_session.Id, body, _now)]
            },
            () => new(agent.Id, _session.Id, title, body, _now) { Severity = severity }).Item.Id;
    }

    private string Json()
    {
        string time = JsText.Time(_now);
        return JsText.OneLine($$"""
            {"id":"{{Ids.Uuid()}}","session_id":"{{_session.Id}}","state":"{{_judgement.State}}",
             "severity":"{{_judgement.Severity}}","blocker_type":{{JsText.Quote(_judgement.Blocker)}},
             "diagnosis":{{JsText.Quote(_judgement.Diagnosis)}},"recommended_action":{{JsText.Quote(_judgement.Recommended)}},
             "confidence":{{_judgement.Confidence}},"evidence":{{JsText.Strings(_evidence)}},
             "action_status":"{{_actionStatus}}","action_ref":{{JsText.Quote(_actionRef)}},"reviewer_session_id":null,
             "checked_at":"{{time}}","next_check_at":"{{JsText.Time(_now.AddMinutes(1))}}","created_at":"{{time}}",
             "updated_at":"{{time}}"}
            """);
    }

    private int Minutes(DateTimeOffset since) => (int)Math.Max(0, Math.Floor((_now - since).TotalMinutes + 0.5));

    private void AddEvidence(string words, string? value)
    {
        if (value is not null)
        {
            _evidence.Add(words + value);
        }
    }

    private sealed record Judgement(
        string State, string Severity, string? Blocker, string Diagnosis, string? Recommended, int Confidence, string ActionStatus,
            string? ActionRef);
}
