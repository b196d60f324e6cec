using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Proxy;
using LiteLlm.AgentSdk.Testing.Storage;
using LiteLlm.AgentSdk.Testing.Terminals;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>A session: what the platform says about it, and what it does to it. Its turns are in the other part.</summary>
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

    /// <summary>Gets the sandbox's session; null until there is one.</summary>
    public Harness? Harness { get; private set; }

    public bool IsDeleted => _deleted;

    /// <summary>Gets a value indicating whether no turn runs, and the session is not being made or rebuilt.</summary>
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

    /// <summary>Gets a value indicating whether nothing runs for this session any more.</summary>
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

    /// <summary>Gets a value indicating whether the reply to the initial prompt, or to a restart's history, has come.</summary>
    public bool HasResponse => Response != "null";

    private TimeSpan? IdleTimeout => Agent.IsInline ? null : _platform.Options.IdleTimeout;

    public string Json(bool single = true, string? response = null)
    {
        lock (_gate)
        {
            string sandbox = Harness is null ? "null" : JsText.Quote(Harness.Terminal?.SandboxUrl ?? PlatformState.SandboxUrl);
            string idle = IdleTimeout is { } timeout ? JsText.Number(Math.Round(timeout.TotalMilliseconds)) : "null";
            return $$"""{"id":"{{Id}}","agent_id":"{{Agent.Id}}","sandbox_url":{{sandbox}},"harness_session_id":{{JsText.Quote(Harness?.Id)}},"tty_url":{{JsText.Quote(Harness?.Terminal?.Url)}},"tty_token":{{JsText.Quote(_platform.Options.TerminalToken ?? Harness?.Terminal?.Token)}},"supports_tui":{{(Agent.SupportsTui ? "true" : "false")}},"status":"{{Status}}","task_arn":null,"response":{{response ?? Response}},"created_at":{{JsText.Time((DateTimeOffset?)CreatedAt)}},"last_seen_at":{{JsText.Time(LastSeenAt)}},"idle_timeout_ms":{{idle}},"failure_reason":{{JsText.Quote(FailureReason)}},"phase":{{JsText.Quote(Phase)}},"phase_detail":{{JsText.Quote(PhaseDetail)}},"origin":null,"title_preview":{{JsText.Quote(single ? Records.TitlePreview : null)}},"sandboxes":{{SandboxUrls}}}""";
        }
    }

    /// <summary>Begins the session's life. An inline harness is ready when this returns.</summary>
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
            RunBusy(() => SendInitialAsync(fields));
        }
        else
        {
            // The phases as they are now, and in the first of them: who asks as soon as there is a session sees that, however late the rest
            // begins.
            StartupPhase[] phases = [.. _platform.Options.StartupPhases];
            if (phases.Length > 0)
            {
                SetPhase(phases[0].Name, phases[0].Detail);
            }

            RunBusy(() => StartUpAsync(phases, fields));
        }
    }

    /// <returns>Whether it was alive.</returns>
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

    /// <summary>What the sandbox says about its progress.</summary>
    public void SetPhase(string? phase, string? detail) => Change(() => (Phase, PhaseDetail) = (phase, detail));

    /// <summary>The sandbox goes, and whatever runs in it.</summary>
    public void LoseSandbox() => Harness?.Lose();

    /// <summary>The platform has found the sandbox gone and does not bring it back.</summary>
    public void MarkUnreachable() => Change(() =>
    {
        if (Status == "ready")
        {
            FailureReason = "sandbox unreachable";
            Status = "dead";
        }
    });

    /// <summary>Something has been done with the session; streams show in <c>last_seen_at</c>.</summary>
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
        Harness?.Lose();
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
                // In this order: who waits for the status looks at it without the gate.
                FailureReason = reason;
                Status = "failed";
                return;
            }

            _deleted = false;
            Become(NewHarness());
            (Phase, PhaseDetail) = ("ready", null);
            ready = true;
        });
        if (ready)
        {
            ArmIdleTimer();
            await SendInitialAsync(fields).ConfigureAwait(false);
        }
    }

    private void Become(Harness harness)
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

    /// <summary>Ends the session as one that nobody uses.</summary>
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
            LoseSandbox();
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
