namespace LiteLlm.AgentSdk.Turns;

/// <summary>The plain facts on which <see cref="TurnRecovery"/> decides what happens next.</summary>
internal readonly record struct Observation
{
    public static readonly TimeSpan Never = TimeSpan.MaxValue;

    /// <summary>Gets what became of the call that sends the message.</summary>
    public CallState Call { get; init; }

    /// <summary>Gets how long ago the message left.</summary>
    public TimeSpan SinceSent { get; init; }

    /// <summary>Gets how long ago the call ended; <see cref="Never"/> while it has not.</summary>
    public TimeSpan SinceAnswer { get; init; }

    /// <summary>
    /// Gets a value indicating whether the platform may send the message again by itself, as it does with <c>/message</c>.
    /// </summary>
    public bool IsBlocking { get; init; }

    /// <summary>Gets a value indicating whether a refusal came so soon that it was the answer to the platform's only attempt.</summary>
    public bool IsFirstRefusal { get; init; }

    /// <summary>Gets whether a stream is open, and has brought anything.</summary>
    public StreamState Stream { get; init; }

    /// <summary>Gets a value indicating whether the turn is to be watched on a stream; a blocking call without one is not.</summary>
    public bool WantsStream { get; init; }

    /// <summary>Gets a value indicating whether the stream goes on after the end of a turn.</summary>
    public bool StreamGoesOn { get; init; }

    /// <summary>Gets how often a stream was opened since something new came.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets a value indicating whether the last attempt to open a stream failed.</summary>
    public bool WasRefused { get; init; }

    /// <summary>Gets how long the next attempt has to wait.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Gets a value indicating whether something may have been missed that the thread has not filled in.</summary>
    public bool HasGap { get; init; }

    /// <summary>
    /// Gets a value indicating whether something is still missing: the thread has not had the turn's answer since the gap.
    /// </summary>
    public bool HasHole { get; init; }

    /// <summary>Gets how long the call took.</summary>
    public TimeSpan CallTook { get; init; }

    /// <summary>Gets a value indicating whether the turn's user message has been seen, on a stream or in the thread.</summary>
    public bool QuestionSeen { get; init; }

    /// <summary>Gets a value indicating whether an end of a turn has been seen since the last look at the thread.</summary>
    public bool EndSeen { get; init; }

    /// <summary>Gets a value indicating whether what has come says that this very turn is over.</summary>
    public bool IsOver { get; init; }

    /// <summary>Gets a value indicating whether the stream reported how the turn failed.</summary>
    public bool HasError { get; init; }

    /// <summary>Gets how long ago an end was seen.</summary>
    public TimeSpan SinceEnd { get; init; }

    /// <summary>Gets a value indicating whether anything of the turn's answer has come.</summary>
    public bool HasAnswer { get; init; }

    /// <summary>Gets a value indicating whether a message has come whose turn one reading of the thread may tell.</summary>
    public bool HasUnknownMessage { get; init; }

    /// <summary>Gets how long ago anything of this session came: heartbeats do not count, nor does time that the caller took.</summary>
    public TimeSpan SinceAlive { get; init; }

    /// <summary>Gets a value indicating whether a stream was lost since the last sign of life.</summary>
    public bool WasCutSinceAlive { get; init; }

    /// <summary>Gets a value indicating whether a tool of the turn runs.</summary>
    public bool HasRunningTool { get; init; }

    /// <summary>Gets how the harness writes messages.</summary>
    public HarnessKind Harness { get; init; }

    /// <summary>Gets what the last reading of the thread says.</summary>
    public ThreadSight Thread { get; init; }

    /// <summary>Gets how long the readings of the thread have said the same.</summary>
    public TimeSpan SightFor { get; init; }

    /// <summary>Gets how long ago the thread was read.</summary>
    public TimeSpan SinceThread { get; init; }

    /// <summary>Gets how long to leave the thread alone between two readings.</summary>
    public TimeSpan Poll { get; init; }

    /// <summary>
    /// Gets a value indicating whether the thread before the message is known, so that the message can be recognized in it.
    /// </summary>
    public bool HasBaseline { get; init; }

    /// <summary>Gets what the platform last said of the session.</summary>
    public SessionSight Session { get; init; }

    /// <summary>Gets how long ago the session was asked for.</summary>
    public TimeSpan SinceSession { get; init; }

    /// <summary>Gets a value indicating whether lost turns are looked for.</summary>
    public bool Heals { get; init; }

    /// <summary>Gets how long a message whose fate is not known may take to show.</summary>
    public TimeSpan OutcomeTimeout { get; init; }

    /// <summary>Gets how long silence may last before the session is asked how it is.</summary>
    public TimeSpan IdleTimeout { get; init; }

    /// <summary>Gets how often a stream is opened without anything new having come.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>Gets a value indicating whether nothing of this session has come for longer than silence may last.</summary>
    public bool IsSilent => IdleTimeout != Timeout.InfiniteTimeSpan && SinceAlive >= IdleTimeout;
}
