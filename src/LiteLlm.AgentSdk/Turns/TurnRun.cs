using System.Diagnostics.CodeAnalysis;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Runs a turn: observes the facts, lets <see cref="TurnRecovery"/> decide the next action, and performs it, until the turn is over or
/// given up. Only its <see cref="TurnCall"/> sends the message.
/// </summary>
internal sealed partial class TurnRun : IAsyncDisposable
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(2);

    private readonly PlatformTransport _transport;
    private readonly TurnPlan _plan;
    private readonly TurnCall? _call;
    private readonly SessionProbe _probe;
    private readonly WakeUp _wakeUp;
    private readonly TurnChannel _channel;
    private readonly Backoff _poll = new(FirstPoll, LongestPoll, 1.5);
    private CancellationToken _token;
    private CancellationTokenSource? _callStop;
    private Task? _sending;

    public TurnRun(PlatformTransport transport, TurnPlan plan)
    {
        _transport = transport;
        _plan = plan;
        State = plan.State;
        _call = plan.Body is null ? null : new TurnCall(transport, plan.SessionId, plan.Body, plan.Options, plan.IsBlocking);
        _probe = new SessionProbe(transport, plan.SessionId);
        _wakeUp = new WakeUp(transport.Time);
        _channel = new TurnChannel(transport, plan.SessionId, !plan.Options.IncludeClaudeMessages, _wakeUp);
        Words = new TurnExceptions(plan.SessionId, State, _probe, _call, transport.Time,
            () => _hasNewEvents ? TimeSpan.Zero : transport.Time.GetElapsedTime(_lastSeenAt));
        _lastEventAt = _lastSeenAt = _viewSince = transport.Time.GetTimestamp();
    }

    public TurnState State { get; }

    public TurnExceptions Words { get; }

    /// <summary>
    /// Gets a value indicating whether the turn may still run: the message may have arrived, and the end of its turn is not known.
    /// </summary>
    public bool MayRun => !_isSettled && _call?.Delivery != Delivery.NotSent && !HasEnded;

    /// <summary>Gets a value indicating whether the end of the turn was seen.</summary>
    public bool HasEnded => State.EndSeen && State.IsOver && !State.IsBeingWritten;

    /// <summary>
    /// Gets a value indicating whether the turn has ended for the caller, but the harness is still writing the last message.
    /// </summary>
    public bool IsEnding => State.EndSeen && State.IsOver && State.IsBeingWritten;

    /// <summary>
    /// Gets whether the message arrived. It certainly did if its turn was seen, or if the platform has accepted the message.
    /// </summary>
    public Delivery Delivery => State.QuestionId is not null || _call is null ? Delivery.Delivered : _call.Delivery;

    /// <summary>
    /// Gets the id of the turn's user message if the turn has ended without an answer in the session; otherwise, null. On a Claude harness,
    /// such a message looks like a running turn.
    /// </summary>
    public string? UnansweredId => (HasEnded || _isSettled) && !State.HasEndedAnswer ? State.QuestionId : null;

    /// <summary>Starts the turn: opens the stream beside a blocking call if one is wanted, and sends the message.</summary>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _token = cancellationToken;
        if (_call is null)
        {
            BeginAttempt("the turn is resumed from a checkpoint");
            return;
        }

        if (_plan.StreamBeside is { } path)
        {
            // The platform replays no events, so the stream must be open before the message is sent.
            ApiRequest request = new(HttpMethod.Get, path) { Accept = "text/event-stream" };
            _channel.Open(await _transport.OpenStreamAsync(request, cancellationToken).ConfigureAwait(false), continuesAfterTurn: false,
                cancellationToken);
        }

        _callStop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _sending = _call.SendAsync(_callStop.Token);
        _sending.GetAwaiter().OnCompleted(_wakeUp.OnCompleted);
    }

    /// <summary>Gets an update that is already available. If there is none, <see cref="AdvanceAsync"/> waits for one.</summary>
    public bool TryDequeue([NotNullWhen(true)] out TurnUpdate? update)
    {
        while (!State.TryDequeue(out update))
        {
            if (MustReadThread || !_channel.TryRead(out SessionEvent value))
            {
                return false;
            }

            Apply(value);
        }

        _returnedAt = _hasNewEvents ? null : Now;
        return true;
    }

    /// <summary>Continues until there is an update or the turn is over.</summary>
    /// <returns>True if there is an update; false if the turn is over.</returns>
    public async ValueTask<bool> AdvanceAsync()
    {
        if (_returnedAt is { } returnedAt)
        {
            // The time that the caller took is excluded: the session was not silent then.
            _lastEventAt += Now - returnedAt;
            _returnedAt = null;
        }

        while (true)
        {
            while (!State.HasUpdates && !MustReadThread && _channel.TryRead(out SessionEvent value))
            {
                Apply(value);
            }

            if (State.HasUpdates)
            {
                return true;
            }

            if (_channel.HasEnded)
            {
                await HandleStreamEndAsync().ConfigureAwait(false);
            }
            else if (_sending is { IsCompleted: true } && !_isCallHandled)
            {
                await HandleCallAsync().ConfigureAwait(false);
            }
            else if (TurnRecovery.Decide(Observe()) is { Kind: not TurnActionKind.Finish } action)
            {
                await PerformAsync(action).ConfigureAwait(false);
                _token.ThrowIfCancellationRequested();
            }
            else
            {
                await FinishAsync().ConfigureAwait(false);
                return State.HasUpdates;
            }
        }
    }

    /// <summary>Gets the reply of a turn that is over.</summary>
    public Reply ToReply() => _reply ?? State.ToReply();

    /// <summary>Stops everything that runs in this object. The turn on the platform continues.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopCallAsync().ConfigureAwait(false);
        _callStop?.Dispose();
        if (!_isCallHandled)
        {
            _call?.Stream?.Dispose();
        }

        await _channel.CloseAsync().ConfigureAwait(false);
        _wakeUp.Dispose();
    }

    /// <summary>
    /// Cancels the call, and waits until it has ended. From then on it is known whether the message left. The exception of the call was
    /// thrown already, or the caller is leaving the turn and does not need it.
    /// </summary>
    public async ValueTask StopCallAsync()
    {
        if (_sending is not null)
        {
            await _callStop!.CancelAsync().ConfigureAwait(false);
            await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask PerformAsync(TurnAction action)
    {
        switch (action.Kind)
        {
            case TurnActionKind.Wait:
                using (_token.UnsafeRegister(static state => ((WakeUp)state!).OnCompleted(), _wakeUp))
                {
                    await _wakeUp.WaitAsync(action.For).ConfigureAwait(false);
                }

                break;
            case TurnActionKind.OpenStream:
                await OpenStreamAsync().ConfigureAwait(false);
                break;
            case TurnActionKind.ReadThread:
                await ReadThreadAsync().ConfigureAwait(false);
                break;
            case TurnActionKind.CheckSession:
                _session = await _probe.GetSessionAsync(_harnessSessionId ?? _plan.HarnessSessionId, _token).ConfigureAwait(false);
                _sessionAt = Now;
                break;
            case TurnActionKind.ForgetEnd:
                State.ForgetEnd();
                if (_channel.State == StreamState.None)
                {
                    LookFor(Interrupted($"A turn ended in session {_plan.SessionId}, but not this one."));
                }

                break;
            case TurnActionKind.DropStream:
                await _channel.CloseAsync().ConfigureAwait(false);
                HandleLostStream(Interrupted(
                    $"The stream of session {_plan.SessionId} is silent, and its messages can't be read: {_probe.Problem?.Message}"));
                break;
            case TurnActionKind.AbandonCall:
                await StopCallAsync().ConfigureAwait(false);
                break;
            case TurnActionKind.Fail:
                _isSettled = action.Failure is TurnFailure.NotDelivered or TurnFailure.NeverAnswered or TurnFailure.Gone
                    or TurnFailure.Silent or TurnFailure.SessionEnded or TurnFailure.RecoveryFailed;
                throw Words.Failed(action.Failure, _lost, _candidates, _transport.Options.Healing, LastMessage);
            default:
                throw new InvalidOperationException($"The action {action.Kind} has no implementation.");
        }
    }

    private StreamInterruptedException Interrupted(string message) => new(message) { SessionId = _plan.SessionId };

    /// <summary>Opens the session's raw stream. It can be opened in the middle of a turn, and continues after the end of a turn.</summary>
    private async ValueTask OpenStreamAsync()
    {
        if (_isRefused)
        {
            BeginAttempt(_lost!.Message);
            return;
        }

        try
        {
            ApiPath path = ApiPath.Query(ApiPath.Of($"sessions/{_plan.SessionId}/stream"), ("follow", "1"));
            ApiRequest request = new(HttpMethod.Get, path) { Accept = "text/event-stream", IsTriedOnce = true };
            HttpResponseMessage response = await _transport.OpenStreamAsync(request, _token).ConfigureAwait(false);
            _channel.Open(response, continuesAfterTurn: true, _token);
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            // Without a stream, only the thread shows the turn. The pause before the next attempt is longer.
            _lost = e;
            _isRefused = true;
        }

        _view = ThreadView.NotRead;
        _session = SessionView.NotChecked;
    }

    private async ValueTask ReadThreadAsync()
    {
        long progress = State.Progress;
        IReadOnlyList<Message>? thread = await _probe.ReadThreadAsync(_token).ConfigureAwait(false);
        ThreadView view = ThreadView.Unreadable;
        if (thread is not null)
        {
            (view, _candidates) = _answer is not null ? (AdoptAnswer(thread), [])
                : ThreadReading.Apply(State, _plan.Sent, _plan.Baseline, thread);
        }
        else
        {
            _lost ??= _probe.Problem;
        }

        _threadAt = Now;
        _viewSince = view == _lastView ? _viewSince : Now;
        _view = _lastView = view;
        _polls++;
        _pollPause = _poll.Next();
        if (_polls % 4 == 0)
        {
            _session = SessionView.NotChecked;
        }

        if (State.Progress != progress)
        {
            _lastEventAt = _lastSeenAt = Now;
        }

        if (_mayHaveMissedEvents && _channel.State == StreamState.Live
            && view is ThreadView.Running or ThreadView.Unanswered or ThreadView.Over)
        {
            _mayHaveMissedEvents = false;
            Log.Healed(_transport.Logger, _plan.SessionId);
            Telemetry.Healed();
            State.Announce(new TurnHealed());
        }
    }
}
