using System.Runtime.ExceptionServices;
using System.Text.Json;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <content>The facts that are observed: what has come, and when.</content>
internal sealed partial class TurnRun
{
    // The times at which the run began, something of the session last came (without and with the time that the caller took), an end was
    // seen, the thread and the session were last read, and the thread first showed what it still shows.
    private readonly long _startedAt;
    private long _lastEventAt;
    private long _lastSeenAt;
    private long _endAt;
    private long? _threadAt;
    private long? _sessionAt;
    private long _viewSince;

    // Whether events have come since the last observation. The clock is read once for all of them, because reading it for each event would
    // cost as much as applying the event.
    private bool _hasNewEvents;

    // When the caller received its last update; null if events have come since the last observation.
    private long? _returnedAt;

    private ThreadView _view;
    private ThreadView _lastView;
    private SessionView _session;

    // The harness session that the turn's events name; null until one has come. The plan may have an older one: a recovery changes it, and
    // the object of the session does not learn of that.
    private string? _harnessSessionId;
    private IReadOnlyList<Message> _candidates = [];
    private int _polls;
    private TimeSpan _pollPause;

    // The search: what ended the last connection, the number of attempts since something new came, and when the next one is allowed.
    private AgentPlatformException? _lost;
    private bool _mayHaveMissedEvents;
    private bool _wasCutSinceLastEvent;
    private bool _isRefused;
    private int _attempts;
    private long _attemptProgress;
    private long _attemptAt;
    private TimeSpan _attemptPause;

    // The response to the call: whether it was handled, the last message of the turn, and the reply.
    private bool _isCallHandled;
    private Message? _answer;
    private ReplyContent? _content;
    private JsonElement? _raw;
    private Reply? _reply;

    // Whether nothing of the turn can run any more, so that the next message may be sent at once.
    private bool _isSettled;

    /// <summary>
    /// Gets a value indicating whether the stream is live again after a gap. The thread has to be read before more events are applied,
    /// because it has what was missed.
    /// </summary>
    private bool MustReadThread => _mayHaveMissedEvents && _view == ThreadView.NotRead && _channel.State == StreamState.Live;

    private long Now => _transport.Time.GetTimestamp();

    private HealingOptions Healing => _transport.Options.Healing;

    private bool Heals => Healing.Enabled && !_transport.IsProxy;

    private Observation Observe()
    {
        TimeProvider time = _transport.Time;
        long now = Now;
        if (_hasNewEvents)
        {
            _hasNewEvents = false;
            _lastEventAt = _lastSeenAt = now;
        }

        CallState call = _call is null ? CallState.None : _isCallHandled ? _call.State : CallState.Pending;
        long sentAt = _call is { SentAt: not 0 } ? _call.SentAt : _startedAt;
        return new Observation
        {
            Call = call,
            // Between two attempts nothing is on its way.
            SinceSent = call == CallState.Pending && _call!.Delivery == Delivery.NotSent ? TimeSpan.Zero
                : time.GetElapsedTime(sentAt, now),
            SinceAnswer = call is CallState.None or CallState.Pending ? Observation.Never : time.GetElapsedTime(_call!.AnsweredAt, now),
            IsBlocking = _plan.IsBlocking,
            IsFirstRefusal = _call is { IsPlatformError: false }
                && time.GetElapsedTime(_call.SentAt, _call.AnsweredAt)
                < (_plan.IsBlocking ? TurnRecovery.TimeToShow : TimeSpan.FromSeconds(60)),
            Stream = _channel.State,
            MayOpenStream = call is CallState.None or CallState.Lost or CallState.Streaming or CallState.Refused,
            Attempts = _attempts,
            WasRefused = _isRefused,
            Pause = _attemptPause - time.GetElapsedTime(_attemptAt, now),
            MayHaveMissedEvents = _mayHaveMissedEvents,
            HasMissingParts = State.HasMissingParts,
            CallDuration = call is CallState.None or CallState.Pending ? TimeSpan.Zero
                : time.GetElapsedTime(_call!.SentAt, _call.AnsweredAt),
            QuestionSeen = State.QuestionId is not null,
            EndSeen = State.EndSeen,
            IsOver = State.IsOver,
            HasError = State.Error is not null,
            AnswerSeen = _answer is not null && State.EndsWith(_answer.Info.Id),
            SinceEnd = time.GetElapsedTime(_endAt, now),
            HasAnswer = State.HasAnswer,
            HasUnknownMessage = State.HasUnknownMessage,
            SinceLastEvent = time.GetElapsedTime(_lastEventAt, now),
            WasCutSinceLastEvent = _wasCutSinceLastEvent,
            HasRunningTool = _wasCutSinceLastEvent && State.HasRunningTool,
            Harness = State.Harness,
            Thread = _view,
            ThreadUnchangedFor = _view == ThreadView.NotRead ? TimeSpan.Zero : time.GetElapsedTime(_viewSince, now),
            SinceThread = _threadAt is { } read ? time.GetElapsedTime(read, now) : Observation.Never,
            Poll = _pollPause,
            HasBaseline = _plan.Baseline is not null,
            Session = _session,
            SinceSession = _sessionAt is { } asked ? time.GetElapsedTime(asked, now) : Observation.Never,
            Heals = Heals,
            OutcomeTimeout = Healing.OutcomeTimeout,
            IdleTimeout = _transport.Options.StreamIdleTimeout,
            MaxAttempts = Healing.MaxAttempts,
        };
    }

    private void Apply(SessionEvent value)
    {
        State.Apply(value);
        _harnessSessionId ??= State.QuestionId is null ? null : value.HarnessSessionId;
        if (value is not (StreamOpenedEvent or ReadyEvent or ServerConnectedEvent or ServerHeartbeatEvent))
        {
            _hasNewEvents = true;
            _wasCutSinceLastEvent = false;
            if (_view is ThreadView.Unanswered or ThreadView.Gone && !value.IsTurnEnd)
            {
                // The session is active, so the thread may have by now what it did not have before.
                _view = _lastView = ThreadView.NotRead;
            }
        }

        if (value.IsTurnEnd && !State.IsOfAnotherSession(value))
        {
            // Another turn's end may be known already. Each end can be this turn's, so the thread is read again.
            _endAt = Now;
            _view = ThreadView.NotRead;
        }
    }

    /// <summary>
    /// Handles the end of a stream: the end of a turn, the platform's report that it did not accept the message, or a cut.
    /// </summary>
    private async ValueTask HandleStreamEndAsync()
    {
        AgentPlatformException? cut = _channel.Cut;
        await _channel.CloseAsync().ConfigureAwait(false);
        _token.ThrowIfCancellationRequested();
        if (cut is null && State.EndSeen)
        {
            return;
        }

        cut ??= new StreamInterruptedException($"The stream ended with the end of another harness session than that of {_plan.SessionId}.")
        {
            SessionId = _plan.SessionId,
        };

        bool isAnswer = _call is { State: CallState.Streaming, IsBlocking: false } && !_mayHaveMissedEvents && _attempts == 0;
        if (isAnswer && State.QuestionId is null && cut is StreamInterruptedException { Reason: "harness event stream failed" })
        {
            // The platform reports this before it sends the message to the harness.
            _isSettled = true;
            throw TurnExceptions.NotDelivered(_plan.SessionId, cut);
        }

        if (isAnswer && State.QuestionId is null && Heals && cut is StreamInterruptedException { Reason: "prompt_async failed" })
        {
            _call!.MarkRefused(cut);
            _lost = cut;
            _mayHaveMissedEvents = true;
            _view = ThreadView.NotRead;
            AnnounceLoss(cut.Message);
            return;
        }

        if (cut is not StreamInterruptedException)
        {
            // The stream violates the protocol. Another connection would bring the same error.
            ExceptionDispatchInfo.Throw(cut);
        }

        HandleLostStream(cut);
    }

    private void HandleLostStream(AgentPlatformException cut)
    {
        _lost = cut;
        _wasCutSinceLastEvent = true;
        if (_call is { IsBlocking: true } && (!_isCallHandled || _call.State is CallState.Answered or CallState.AnsweredInPart))
        {
            // The stream beside a blocking call only shows progress. The response to the call decides.
            return;
        }

        if (!Heals)
        {
            return;
        }

        _mayHaveMissedEvents = true;
        BeginAttempt(cut.Message);
    }

    private void BeginAttempt(string reason)
    {
        _attempts = State.Progress == _attemptProgress ? _attempts + 1 : 1;
        _attemptProgress = State.Progress;
        _attemptAt = Now;
        _attemptPause = _attempts > 1 ? Healing.PauseBefore(_attempts) : TimeSpan.Zero;
        _view = _isRefused ? _view : ThreadView.NotRead;
        _isRefused = false;
        State.MarkGap();
        Log.Reconnecting(_transport.Logger, _plan.SessionId, _attempts, reason);
        Telemetry.Reconnecting(_attempts, reason);
        AnnounceLoss(reason);
    }

    private void AnnounceLoss(string reason) =>
        State.Announce(new TurnReconnecting
        {
            Attempt = Math.Max(1, _attempts),
            Reason = reason,
            Delivery = State.QuestionId is not null || State.HasAnswer ? Delivery.Delivered : Delivery.Unknown,
            StatusCode = _lost?.StatusCode,
        });
}
