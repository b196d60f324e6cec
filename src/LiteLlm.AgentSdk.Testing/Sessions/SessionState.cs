using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Proxy;
using LiteLlm.AgentSdk.Testing.Storage;
using LiteLlm.AgentSdk.Testing.Terminals;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>A session with its status and life cycle. Its turns are in SessionState.Turns.cs.</summary>
internal sealed partial class SessionState : IStored, IDisposable
{
    private readonly Gate _gate = new();
    private readonly PlatformState _platform;
    private readonly SemaphoreSlim _rebuilding = new(1, 1);
    private readonly ITimer _idleTimer;
    private DateTimeOffset _lastActivity;
    private int _sends;
    private int _turnNumber;
    private bool _deleted;

    public SessionState(PlatformState platform, AgentRecord agent)
    {
        _platform = platform;
        Agent = agent;
        CreatedAt = platform.Time.GetUtcNow();
        _lastActivity = CreatedAt;
        _idleTimer = platform.Time.CreateTimer(_ => EndWhenIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Id { get; } = Ids.Uuid();

    public AgentRecord Agent { get; }

    public DateTimeOffset CreatedAt { get; }

    public SessionRecords Records { get; } = new();

    public string Status { get; private set; } = "creating";

    public string? FailureReason { get; private set; }

    /// <summary>Gets the session inside the sandbox; null before it exists.</summary>
    public Harness? Harness { get; private set; }

    public bool IsDeleted => _deleted;

    /// <summary>Gets a value indicating whether no turn runs and the session is not being created or recovered.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _sends == 0 && Status != "creating" && Harness?.HasRunningTurns != true;
            }
        }
    }

    /// <summary>Gets a value indicating whether no work runs for this session.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (_gate)
            {
                return _sends == 0;
            }
        }
    }

    public string? Phase { get; private set; }

    private string? PhaseDetail { get; set; }

    private string Response { get; set; } = "null";

    public DateTimeOffset? LastSeenAt { get; private set; }

    public DateTimeOffset? StoppedAt { get; private set; }

    /// <summary>Gets a value indicating whether there is a reply to the initial prompt or to the history of a restart.</summary>
    public bool HasResponse => Response != "null";

    private TimeSpan? IdleTimeout => Agent.IsInline ? null : _platform.Options.IdleTimeout;

    public string Json(bool single = true, string? response = null)
    {
        lock (_gate)
        {
            string sandbox = Harness is null ? "null" : JsText.Quote(Harness.Terminal?.SandboxUrl ?? PlatformState.SandboxUrl);
            string idle = IdleTimeout is { } timeout ? JsText.Number(Math.Round(timeout.TotalMilliseconds)) : "null";
            return JsText.OneLine($$"""
                {"id":"{{Id}}","agent_id":"{{Agent.Id}}","sandbox_url":{{sandbox}},
                 "harness_session_id":{{JsText.Quote(Harness?.Id)}},"tty_url":{{JsText.Quote(Harness?.Terminal?.Url)}},
                 "tty_token":{{JsText.Quote(_platform.Options.TerminalToken ?? Harness?.Terminal?.Token)}},
                 "supports_tui":{{(Agent.SupportsTui ? "true" : "false")}},"status":"{{Status}}","task_arn":null,
                 "response":{{response ?? Response}},"created_at":{{JsText.Time((DateTimeOffset?)CreatedAt)}},
                 "last_seen_at":{{JsText.Time(LastSeenAt)}},"idle_timeout_ms":{{idle}},
                 "failure_reason":{{JsText.Quote(FailureReason)}},"phase":{{JsText.Quote(Phase)}},
                 "phase_detail":{{JsText.Quote(PhaseDetail)}},"origin":null,
                 "title_preview":{{JsText.Quote(single ? Records.TitlePreview : null)}},"sandboxes":{{SandboxUrls}}}
                """);
        }
    }

    /// <summary>Starts the session. With an inline harness it is ready when this returns.</summary>
    public void Start(CreateSessionFields fields)
    {
        EnvVarNames = fields.EnvVarNames;
        if (Agent.IsInline)
        {
            Change(() =>
            {
                Harness = NewHarness();
                Status = "ready";
            });
            RunBusyInBackground(() => SendInitialAsync(fields));
        }
        else
        {
            // The first phase is set at once, so that a caller sees it as soon as the session exists.
            StartupPhase[] phases = [.. _platform.Options.StartupPhases];
            if (phases.Length > 0)
            {
                SetPhase(phases[0].Name, phases[0].Detail);
            }

            RunBusyInBackground(() => StartUpAsync(phases, fields));
        }
    }

    /// <returns>true if the session was alive; otherwise, false.</returns>
    public bool Delete()
    {
        bool alive = false;
        Change(() =>
        {
            alive = Status != "dead";
            _deleted = true;
            Status = "dead";
            ClearSandboxes();
        });
        if (alive)
        {
            StoppedAt = _platform.Time.GetUtcNow();
        }

        return alive;
    }

    /// <summary>Sets the phase that the sandbox has reported.</summary>
    public void SetPhase(string? phase, string? detail) => Change(() => (Phase, PhaseDetail) = (phase, detail));

    /// <summary>Ends the sandbox and all that runs in it.</summary>
    public void KillSandbox() => Harness?.Kill();

    /// <summary>Marks the session as unreachable: its sandbox is lost, and the platform does not recover it.</summary>
    public void MarkUnreachable() => Change(() =>
    {
        if (Status == "ready")
        {
            FailureReason = "sandbox unreachable";
            Status = "dead";
        }
    });

    /// <summary>Updates the time of the last activity; for streams, <c>last_seen_at</c>.</summary>
    public void Touch(bool seen = false)
    {
        lock (_gate)
        {
            _lastActivity = _platform.Time.GetUtcNow();
            LastSeenAt = seen ? _lastActivity : LastSeenAt;
        }

        ArmIdleTimer();
    }

    public void Stop()
    {
        _idleTimer.Dispose();
        Harness?.Kill();
    }

    public void Dispose()
    {
        Harness?.Dispose();
        _idleTimer.Dispose();
        _rebuilding.Dispose();
    }

    private async Task StartUpAsync(StartupPhase[] phases, CreateSessionFields fields)
    {
        foreach (StartupPhase phase in phases)
        {
            if (_deleted && !_platform.Options.DeletedWhileCreatingComesBack)
            {
                return;
            }

            SetPhase(phase.Name, phase.Detail);
            if (phase.Duration > TimeSpan.Zero)
            {
                await Task.Delay(phase.Duration, _platform.Time, _platform.Stopping).ConfigureAwait(false);
            }
        }

        bool ready = false;
        Change(() =>
        {
            if (_deleted && !_platform.Options.DeletedWhileCreatingComesBack)
            {
                return;
            }

            if (_platform.Options.StartupFailure is { } reason)
            {
                // The order matters: waiting callers read the status without the gate.
                FailureReason = reason;
                Status = "failed";
                return;
            }

            _deleted = false;
            Activate(NewHarness());
            (Phase, PhaseDetail) = ("ready", null);
            ready = true;
        });
        if (ready)
        {
            ArmIdleTimer();
            await SendInitialAsync(fields).ConfigureAwait(false);
        }
    }

    private void Activate(Harness harness)
    {
        Harness = harness;
        Status = "ready";
        FailureReason = null;
        StoppedAt = null;
        LastSeenAt = _lastActivity = _platform.Time.GetUtcNow();
    }

    private Harness NewHarness()
    {
        var host = new HarnessHost(_platform, Id, Agent.Id, Agent.HarnessId, Agent.Model, () => Interlocked.Increment(ref _turnNumber));
        Harness harness = _platform.IsProxy ? new ProxyHarness(host) : Agent.IsOpenCode ? new OpenCodeHarness(host)
            : new ClaudeHarness(host);
        harness.Terminal = Agent.SupportsTui ? new TerminalHost(host, () => Touch(), harness.Lost) : null;
        return harness;
    }

    private void ArmIdleTimer()
    {
        if (IdleTimeout is { } timeout && !_platform.Stopping.IsCancellationRequested)
        {
            _idleTimer.Change(timeout, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends the session because it was idle for too long.</summary>
    public void EndAsIdle()
    {
        bool ended = false;
        Change(() =>
        {
            ended = Status == "ready";
            Status = ended ? "dead" : Status;
        });
        if (ended)
        {
            StoppedAt = _platform.Time.GetUtcNow();
            KillSandbox();
        }
    }

    private void EndWhenIdle()
    {
        TimeSpan? left = null;
        lock (_gate)
        {
            if (Status == "ready" && IdleTimeout is { } timeout)
            {
                left = _sends > 0 ? timeout : _lastActivity + timeout - _platform.Time.GetUtcNow();
            }
        }

        if (left <= TimeSpan.Zero)
        {
            EndAsIdle();
        }
        else if (left is { } rest && !_platform.Stopping.IsCancellationRequested)
        {
            _idleTimer.Change(rest, Timeout.InfiniteTimeSpan);
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
        }

        _platform.Signal.Pulse();
    }
}
