using LiteLlm.AgentSdk.Diagnostics;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Creates the exceptions with which turns are given up. Their messages say what is known and what to do next, in the same words
/// everywhere.
/// </summary>
/// <param name="sessionId">The session's id.</param>
/// <param name="state">What is known of the turn.</param>
/// <param name="probe">What was read of the session.</param>
/// <param name="call">The call that sent the message; null if the turn is resumed.</param>
/// <param name="time">The clock.</param>
/// <param name="silence">Gets how long nothing has been seen of the turn.</param>
internal sealed class TurnExceptions(
    string sessionId, TurnState state, SessionProbe probe, TurnCall? call, TimeProvider time, Func<TimeSpan> silence)
{
    private const string AskBeforeResend =
        "Look at the session's messages before you send it again: sending it again may run, and bill, the turn twice.";

    private const string WaysOn = $"Resume it with {nameof(AgentPlatformClient.ResumeTurnAsync)}, "
        + $"or end it with {nameof(Session.AbortAsync)} or {nameof(Session.RestartAsync)}.";

    /// <summary>Creates the exception for a message that certainly started no turn.</summary>
    public static MessageNotDeliveredException NotDelivered(string sessionId, AgentPlatformException cause) =>
        new($"The message to session {sessionId} was not delivered and started no turn: {cause.Message} Sending it again is safe.", cause)
        {
            SessionId = sessionId,
            StatusCode = cause.StatusCode,
            ErrorMessage = cause.ErrorMessage,
            IsTransient = cause.IsTransient,
            Delivery = Delivery.NotSent,
        };

    /// <summary>Creates the exception for a failure.</summary>
    /// <param name="failure">Why the turn is given up.</param>
    /// <param name="cause">
    /// What ended the call or the last stream; null if nothing did. If the call decides the failure, its own problem is used instead.
    /// </param>
    /// <param name="candidates">The messages that may be the turn's.</param>
    /// <param name="options">The options, whose limits the messages name.</param>
    /// <param name="known">The reply with only the message of the platform's response; null if there is none.</param>
    public AgentPlatformException Failed(TurnFailure failure, AgentPlatformException? cause, IReadOnlyList<Message> candidates,
        HealingOptions options, Reply? known = null) => failure switch
        {
            TurnFailure.NotDelivered => NotDelivered(sessionId, call!.Problem!),
            TurnFailure.NeverAnswered => NeverAnswered(call?.Problem ?? cause),
            TurnFailure.RecoveryFailed when state.QuestionId is not null => Interrupted(
                $"The sandbox of session {sessionId} did not accept the message when the platform sent it again, and the session "
                + $"{Recovery}. No reply will come.",
                call?.Problem),
            TurnFailure.RecoveryFailed =>
                Unknown($"the sandbox did not accept it, and the session {Recovery}. No reply will come", call?.Problem),
            TurnFailure.RefusedLate =>
                Unknown("an attempt of the platform was refused, and an earlier one may have run. No reply will come", call?.Problem),
            TurnFailure.NotShown when state.QuestionId is null => Unknown(
                "it has not appeared in the session's messages, or they could not be read, "
                + $"within {nameof(HealingOptions.OutcomeTimeout)} ({options.OutcomeTimeout})",
                cause),
            TurnFailure.NotShown => Interrupted(
                $"The session's messages could not be read for {nameof(HealingOptions.OutcomeTimeout)} ({options.OutcomeTimeout}), "
                + $"and the stream has not shown the end of the turn of session {sessionId}.",
                cause),
            TurnFailure.NoBaseline =>
                Unknown("the session's messages before the send could not be read, so the message can't be recognized among them", cause),
            TurnFailure.Rebuilt when state.QuestionId is not null => Interrupted(
                $"The messages of session {sessionId} have been rebuilt since the turn began, by a restart or a recovery. "
                + $"They do not show the turn any more. {AskBeforeResend}",
                cause),
            TurnFailure.Rebuilt =>
                Unknown("the session's messages have been rebuilt since, by a restart or a recovery", cause, rebuilt: true),
            TurnFailure.Ambiguous => Unknown($"{candidates.Count} messages of the session may be the one that was sent", cause, candidates),
            TurnFailure.SameMoment => Interrupted(
                $"Several turns of session {sessionId} began in the same millisecond. They are over, but only that time "
                + "could tell which answer belongs to this turn.",
                cause),
            TurnFailure.Gone => Interrupted(
                $"The turn of session {sessionId} was in the session's messages and is not there any more: the harness has lost it. "
                + "Send the message again only if the agent may do it twice.",
                cause),
            TurnFailure.SessionEnded when state.QuestionId is null => Unknown($"the session {probe.End}", cause),
            TurnFailure.SessionEnded =>
                Interrupted($"Session {sessionId} {probe.End}, and its messages do not show the end of the turn.", cause,
                probe.Session?.FailureReason ?? probe.Session?.Status.Value),
            TurnFailure.TooManyAttempts when state.QuestionId is null =>
                Unknown($"the stream was opened {options.MaxAttempts} times without anything new", cause),
            TurnFailure.TooManyAttempts => Interrupted(
                $"The stream was opened {options.MaxAttempts} times without anything new, "
                + $"and the messages of session {sessionId} do not show the end of the turn.",
                cause),
            TurnFailure.Silent => Interrupted(
                $"The stream of session {sessionId} was cut, and {Silence} "
                + $"Its harness may have lost it. {WaysOn}",
                cause),
            TurnFailure.Cut => cause is StreamInterruptedException ? Interrupted(cause.Message, cause)
                : cause ?? Interrupted($"A turn ended in session {sessionId}, but the stream has not shown the end of this one.", null),
            TurnFailure.ReplyIncomplete => Incomplete(sessionId, known ?? state.ToReply(), probe.Problem),
            _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "The failure has no message."),
        };

    /// <summary>Creates the exception for the time limit of the whole turn.</summary>
    public AgentPlatformTimeoutException TimedOut(TimeSpan limit, Delivery delivery, Exception cause) => new(
        $"The turn of session {sessionId} was not over within {nameof(AgentPlatformOptions.TurnTimeout)} ({limit}). "
        + delivery switch
        {
            Delivery.Delivered => $"Its end was not seen, and {Silence} {WaysOn}",
            Delivery.NotSent => "The message was not delivered and started no turn. Sending it again is safe.",
            _ => $"It is not known whether it runs. {AskBeforeResend}",
        },
        cause)
    {
        Limit = nameof(AgentPlatformOptions.TurnTimeout),
        IsTransient = delivery == Delivery.NotSent,
        MayHaveTakenEffect = delivery != Delivery.NotSent,
        Delivery = delivery,
        LastSeenAt = LastSeenAt,
        PartialReply = state.ToReply(),
    };

    /// <summary>
    /// Creates the exception for a search that failed with an exception of its own, which is about the search and not about the message.
    /// </summary>
    public AgentPlatformException SearchFailed(AgentPlatformException cause) => state.QuestionId is null
        ? Unknown("the turn could not be looked for any further", cause)
        : Interrupted(
            $"The turn of session {sessionId} could not be looked for any further, and the session's messages do not show its end. "
            + cause.Message,
            cause);

    private string Silence => silence() is var length && length < TimeSpan.FromMinutes(2)
        ? $"nothing has been seen of the turn for {length.TotalSeconds:0} s."
        : $"nothing has been seen of the turn for {TimeSpan.FromSeconds(Math.Round(length.TotalSeconds))}.";

    private DateTimeOffset? LastSeenAt => state.QuestionId is null ? null : time.GetUtcNow() - silence();

    private string Recovery => probe.Session is null or { Status.IsFinal: true } ? probe.End : "is being recovered or was replaced";

    private TurnFailedException NeverAnswered(AgentPlatformException? cause)
    {
        // Only a refusal of the message explains the failure. A lost response, or a refused stream of the search, does not.
        TurnError error = state.Error ?? state.LastError ?? (call is { State: CallState.Refused, Problem.ErrorMessage: { } refusal }
            ? TurnErrors.Of("Refused", refusal) : TurnErrors.Of("NotAnswered", "The harness gave no answer, and none will come."));
        Reply reply = state.ToReply(error);
        string words = error.Message?.TrimEnd('.') ?? "no reason was given";
        return new TurnFailedException(
            $"The turn of session {sessionId} failed ({error.Name}): {words}. The message is in the session and will not be answered.",
            cause)
        {
            Reply = reply,
            ErrorMessage = error.Message,
            StatusCode = cause?.StatusCode,
            MayHaveTakenEffect = true,
            Delivery = Delivery.Delivered,
            LastSeenAt = LastSeenAt,
        };
    }

    private StreamInterruptedException Interrupted(string message, AgentPlatformException? cause, string? reason = null) =>
        new(message, cause)
        {
            SessionId = sessionId,
            Reason = reason ?? (cause as StreamInterruptedException)?.Reason,
            IsTransient = true,
            MayHaveTakenEffect = true,
            Delivery = state.QuestionId is null ? Delivery.Unknown : Delivery.Delivered,
            LastSeenAt = LastSeenAt,
            PartialReply = state.ToReply(),
            Checkpoint = state.ToCheckpoint(sessionId),
        };

    private SendOutcomeUnknownException Unknown(string why, AgentPlatformException? cause, IReadOnlyList<Message>? candidates = null,
        bool rebuilt = false)
    {
        Telemetry.OutcomeUnknown();
        string words = $"Whether the message to session {sessionId} started a turn is not known: {why}. {AskBeforeResend} {cause?.Message}";
        return new SendOutcomeUnknownException(words.TrimEnd(), cause)
        {
            SessionId = sessionId,
            Candidates = candidates ?? [],
            ThreadWasRebuilt = rebuilt,
            MayHaveTakenEffect = true,
            Delivery = Delivery.Unknown,
        };
    }

    /// <summary>Creates the exception for a reply whose earlier messages can't be read.</summary>
    public static ReplyIncompleteException Incomplete(string sessionId, Reply reply, AgentPlatformException? cause) => new(
        $"The turn of session {sessionId} took place, but its earlier messages could not be read: "
        + $"{cause?.Message ?? "the session's messages do not contain it"}. "
        + $"{nameof(Session.GetMessagesAsync)} returns the messages that the platform has.", cause)
    {
        Reply = reply,
        IsTransient = cause?.IsTransient ?? false,
        MayHaveTakenEffect = true,
        Delivery = Delivery.Delivered,
    };
}
