using System.Net;

namespace LiteLlm.AgentSdk;

/// <summary>The connection to the turn was lost, and the SDK is opening another one. Work on the platform continues.</summary>
public sealed record TurnReconnecting : TurnUpdate
{
    /// <summary>Gets the number of this attempt, counted since the last received event: 1, 2, ...</summary>
    /// <value>Default: 0.</value>
    public int Attempt { get; init; }

    /// <summary>Gets why the connection ended.</summary>
    /// <value>Default: empty.</value>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what is known about whether the turn has started.</summary>
    /// <value>Default: <see cref="Delivery.Unknown"/>: the response was lost before any sign of the turn, and the SDK looks for the turn
    /// for at most <see cref="HealingOptions.OutcomeTimeout"/>. <see cref="Delivery.Delivered"/> if the turn has been seen.</value>
    public Delivery Delivery { get; init; } = Delivery.Unknown;

    /// <summary>Gets the HTTP status with which the platform, or a gateway in front of it, ended the connection.</summary>
    /// <value><see langword="null"/> if there was no response, or if its body ended early.</value>
    public HttpStatusCode? StatusCode { get; init; }
}
