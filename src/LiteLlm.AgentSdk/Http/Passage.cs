using System.Net.Http;
using LiteLlm.AgentSdk.Diagnostics;

namespace LiteLlm.AgentSdk.Http;

/// <summary>How far an attempt got: what can be said of it when its answer never comes.</summary>
internal sealed class Passage
{
    public JsonBody? Body { get; set; }

    public SendTicket? Ticket { get; set; }

    public bool HasBegun { get; set; }

    /// <summary>Gets the span of the attempt, if anybody listens.</summary>
    public TracedCall? Traced { get; init; }

    public bool IsOwnHandler { get; set; }

    /// <summary>
    /// Gets a value indicating whether the request can have arrived whole. A body that was not written to its end can't have.
    /// </summary>
    public bool MayHaveLeft => HasBegun && !BodyHeldBack;

    /// <summary>
    /// Proof that the request did not arrive whole: the connection could not be made and no body was ever written, or the
    /// connection broke before the body was.
    /// </summary>
    public bool NeverLeft(Exception failure)
    {
        if (failure is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            })
        {
            // A retrying handler above may have sent it before: then the body was written once.
            return Body is not { IsWritten: true };
        }

        return BodyHeldBack;
    }

    // Trusted only where the innermost handler saw our own body pass: a handler's copy tells nothing.
    private bool BodyHeldBack =>
        (Body is { IsWritten: false, IsEmpty: false } && Ticket is { CarriedOwnBody: true })
        || (Body is { IsWritten: false } && Ticket is { WasHeldBack: true });
}
