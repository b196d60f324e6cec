using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>How a turn is sent, or which turn is followed.</summary>
internal sealed class TurnPlan
{
    /// <summary>Gets the session.</summary>
    public required string SessionId { get; init; }

    /// <summary>Gets the turn's state, as far as it is known at the beginning.</summary>
    public required TurnState State { get; init; }

    /// <summary>Gets the options of the send.</summary>
    public required SendOptions Options { get; init; }

    /// <summary>Gets the body of the message; null when the turn is only followed.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Gets the message, by which it is recognized; null when the turn is followed by its message's id.</summary>
    public SentMessage? Sent { get; init; }

    /// <summary>Gets the thread before the message; null when it is not known.</summary>
    public ThreadBaseline? Baseline { get; init; }

    /// <summary>Gets the harness session before the message; null when it is not known.</summary>
    public string? HarnessSessionId { get; init; }

    /// <summary>Gets a value indicating whether the platform answers when the turn is over, and not with a stream.</summary>
    public bool IsBlocking { get; init; }

    /// <summary>Gets the stream to open beside a blocking call; null for none.</summary>
    public ApiPath? StreamBeside { get; init; }
}
