namespace LiteLlm.AgentSdk.Turns;

/// <summary>The facts from which <see cref="TurnRecovery"/> decides what a turn does next.</summary>
internal sealed record Observation
{
    public static readonly TimeSpan Never = TimeSpan.MaxValue;

    /// <summary>Gets the state of the call that sends the message.</summary>
    public CallState Call { get; init; }

    /// <summary>Gets how long ago the message was sent.</summary>
    public TimeSpan SinceSent { get; init; }

    /// <summary>Gets how long ago the call ended; <see cref="Never"/> while it has not.</summary>
    public TimeSpan SinceAnswer { get; init; }

    /// <summary>
    /// Gets a value indicating whether the call is blocking (<c>/message</c>). The platform may send the message of such a call again.
    /// </summary>
    public bool IsBlocking { get; init; }

    /// <summary>
    /// Gets a value indicating whether the platform failed itself. An attempt before that may have reached the sandbox, however soon it
    /// failed.
    /// </summary>
    public bool IsPlatformError { get; init; }

    /// <summary>Gets the state of the stream on which the turn is followed.</summary>
    public StreamState Stream { get; init; }

    /// <summary>Gets how many times a stream was opened since something new came.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets a value indicating whether the last attempt to open a stream failed.</summary>
    public bool WasRefused { get; init; }

    /// <summary>Gets how long to wait before the next attempt.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>
    /// Gets a value indicating whether events may have been missed, and the thread has not been read since a stream became live.
    /// </summary>
    public bool MayHaveMissedEvents { get; init; }

    /// <summary>
    /// Gets a value indicating whether something of the answer is still missing after a gap: the thread has not had the answer, or a part
    /// has not come in full.
    /// </summary>
    public bool HasMissingParts { get; init; }

    /// <summary>Gets how long the call took.</summary>
    public TimeSpan CallDuration { get; init; }

    /// <summary>Gets a value indicating whether the turn's user message has been seen, on a stream or in the thread.</summary>
    public bool QuestionSeen { get; init; }

    /// <summary>
    /// Gets a value indicating whether the end of a turn has been seen and not been discarded with <see cref="TurnActionKind.ForgetEnd"/>.
    /// It may be the end of another turn.
    /// </summary>
    public bool EndSeen { get; init; }

    /// <summary>Gets a value indicating whether the messages so far show that this turn is over.</summary>
    public bool IsOver { get; init; }

    /// <summary>Gets a value indicating whether the stream reported an error of this turn.</summary>
    public bool HasError { get; init; }

    /// <summary>Gets a value indicating whether the stream has shown the message that the call was answered with.</summary>
    public bool AnswerSeen { get; init; }

    /// <summary>Gets how long ago the end of a turn was seen.</summary>
    public TimeSpan SinceEnd { get; init; }

    /// <summary>Gets a value indicating whether anything of the turn's answer has come.</summary>
    public bool HasAnswer { get; init; }

    /// <summary>
    /// Gets a value indicating whether a message has come whose turn is unknown, and one reading of the thread may determine it.
    /// </summary>
    public bool HasUnknownMessage { get; init; }

    /// <summary>
    /// Gets how long ago anything of this session came. Heartbeats do not count, and neither does the time that the caller took.
    /// </summary>
    public TimeSpan SinceLastEvent { get; init; }

    /// <summary>Gets a value indicating whether a stream was lost since anything of this session last came.</summary>
    public bool WasCutSinceLastEvent { get; init; }

    /// <summary>Gets a value indicating whether a tool of the turn is running.</summary>
    public bool HasRunningTool { get; init; }

    /// <summary>Gets how the harness writes messages.</summary>
    public HarnessKind Harness { get; init; }

    /// <summary>Gets what the last reading of the thread showed.</summary>
    public ThreadView Thread { get; init; }

    /// <summary>Gets how long the readings of the thread have shown the same.</summary>
    public TimeSpan ThreadUnchangedFor { get; init; }

    /// <summary>Gets how long ago the thread was read.</summary>
    public TimeSpan SinceThread { get; init; }

    /// <summary>Gets the pause between two readings of the thread.</summary>
    public TimeSpan Poll { get; init; }

    /// <summary>
    /// Gets a value indicating whether the thread before the message is known, so that the message can be recognized in it.
    /// </summary>
    public bool HasBaseline { get; init; }

    /// <summary>Gets what the last request for the session showed.</summary>
    public SessionView Session { get; init; }

    /// <summary>Gets how long ago the session was requested.</summary>
    public TimeSpan SinceSession { get; init; }

    /// <summary>Gets a value indicating whether lost turns are looked for.</summary>
    public bool Heals { get; init; }

    /// <summary>Gets how long to look for a message whose outcome is unknown.</summary>
    public TimeSpan OutcomeTimeout { get; init; }

    /// <summary>Gets how long the session may be silent before its messages and its state are read.</summary>
    public TimeSpan IdleTimeout { get; init; }

    /// <summary>Gets how many times a stream may be opened without anything new.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>Gets a value indicating whether nothing of this session has come for <see cref="IdleTimeout"/>.</summary>
    public bool IsSilent => IdleTimeout != Timeout.InfiniteTimeSpan && SinceLastEvent >= IdleTimeout;
}
