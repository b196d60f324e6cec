using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>How to send a turn, or which turn to follow.</summary>
internal sealed class TurnPlan
{
    public required string SessionId { get; init; }

    /// <summary>Gets the state of the turn, as far as it is known at the beginning.</summary>
    public required TurnState State { get; init; }

    public required SendOptions Options { get; init; }

    /// <summary>Gets the body of the message; null when the turn is only followed.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Gets the message, by which its turn is recognized; null if the turn is followed by the id of its message.</summary>
    public SentMessage? Sent { get; init; }

    /// <summary>Gets the thread before the message; null when it is not known.</summary>
    public ThreadBaseline? Baseline { get; init; }

    /// <summary>Gets the harness session before the message; null when it is not known.</summary>
    public string? HarnessSessionId { get; init; }

    /// <summary>
    /// Gets a value indicating whether the platform responds when the turn is over (<c>/message</c>), and not with a stream.
    /// </summary>
    public bool IsBlocking { get; init; }

    /// <summary>Gets the path of the stream to open beside a blocking call; null for none.</summary>
    public ApiPath? StreamBeside { get; init; }
}
