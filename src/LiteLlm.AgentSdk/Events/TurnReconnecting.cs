using System.Net;

namespace LiteLlm.AgentSdk;

/// <summary>The connection to the turn is lost, and another one is being made; the platform works on.</summary>
public sealed record TurnReconnecting : TurnUpdate
{
    /// <summary>Gets which attempt this is since something last came: 1, 2, ...</summary>
    /// <value>Default: 0.</value>
    public int Attempt { get; init; }

    /// <summary>Gets what ended the connection.</summary>
    /// <value>Default: empty.</value>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what is known of whether the turn runs.</summary>
    /// <value>Default: <see cref="Delivery.Unknown"/>, which is told when the answer to a message was lost before anything of its turn was
    /// seen: the turn is looked for, for <see cref="HealingOptions.OutcomeTimeout"/> at most. <see cref="Delivery.Delivered"/> when the
    /// turn was seen.</value>
    public Delivery Delivery { get; init; } = Delivery.Unknown;

    /// <summary>Gets the status with which the platform, or a gateway before it, ended the connection.</summary>
    /// <value><see langword="null"/> if there was no response, or its body was cut.</value>
    public HttpStatusCode? StatusCode { get; init; }
}
