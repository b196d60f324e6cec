using System.Net.Http;
using LiteLlm.AgentSdk.Diagnostics;

namespace LiteLlm.AgentSdk.Http;

/// <summary>The progress of one attempt. It shows, if no response arrives, whether the request may have reached the platform.</summary>
internal sealed class Passage
{
    public JsonBody? Body { get; set; }

    public SendTicket? Ticket { get; set; }

    public bool HasBegun { get; set; }

    /// <summary>Gets the span of the attempt, if there is a listener.</summary>
    public TracedCall? Traced { get; init; }

    public bool IsOwnHandler { get; set; }

    /// <summary>
    /// Gets a value indicating whether the whole request may have arrived. It can't have arrived if its body was not written to the end.
    /// </summary>
    public bool MayHaveLeft => HasBegun && !BodyHeldBack;

    /// <summary>
    /// Returns whether the request certainly did not arrive completely: the connection could not be opened and no body was written, or the
    /// connection broke before the body was written.
    /// </summary>
    public bool NeverLeft(Exception failure)
    {
        if (failure is HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            })
        {
            // A retrying handler may have sent the request before. In that case the body was written once.
            return Body is not { IsWritten: true };
        }

        return BodyHeldBack;
    }

    // Reliable only if the innermost handler saw the SDK's own body: a copy that a handler made records nothing.
    private bool BodyHeldBack =>
        (Body is { IsWritten: false, IsEmpty: false } && Ticket is { CarriedOwnBody: true })
        || (Body is { IsWritten: false } && Ticket is { WasHeldBack: true });
}
