using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>Observations from which the tests of the decision table build their rows.</summary>
internal static class Observed
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A message was sent a second ago. Its stream is open, and nothing of the turn has arrived.</summary>
    public static readonly Observation Sent = new()
    {
        Call = CallState.Streaming,
        Stream = StreamState.Live,
        SinceSent = Second,
        SinceAnswer = Second,
        SinceThread = Observation.Never,
        SinceSession = Observation.Never,
        Heals = true,
        HasBaseline = true,
        OutcomeTimeout = TimeSpan.FromMinutes(10),
        IdleTimeout = Minute,
        MaxAttempts = 10,
    };

    /// <summary>A blocking call was made a second ago.</summary>
    public static readonly Observation Blocking =
        Sent with { Call = CallState.Pending, Stream = StreamState.None, IsBlocking = true };

    /// <summary>The only attempt at a blocking call was refused two seconds ago.</summary>
    public static readonly Observation Refused = Blocking with
    {
        Call = CallState.Refused,
        Session = SessionView.Same,
        SinceAnswer = TurnRecovery.TimeToShow,
    };

    /// <summary>The end of the turn was seen, and its stream is closed.</summary>
    public static readonly Observation Ended =
        Sent with { Stream = StreamState.None, EndSeen = true, IsOver = true, QuestionSeen = true };

    /// <summary>The stream was cut, and a new one is being opened.</summary>
    public static readonly Observation Cut = Sent with
    {
        Stream = StreamState.None,
        MayHaveMissedEvents = true,
        Attempts = 1,
        QuestionSeen = true,
    };

    /// <summary>The turn runs, and nothing has arrived for as long as <see cref="Observation.IdleTimeout"/>.</summary>
    public static readonly Observation Silent = Sent with
    {
        QuestionSeen = true,
        SinceLastEvent = Minute,
        SinceThread = Second,
        SinceSession = Second,
        Thread = ThreadView.Running,
    };
}
