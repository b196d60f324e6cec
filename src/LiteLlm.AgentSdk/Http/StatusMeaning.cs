namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The meaning of HTTP statuses: those of the RFCs, and those that CDNs, proxies, load balancers and model vendors invented.
/// </summary>
internal static class StatusMeaning
{
    /// <summary>Returns whether the same call may succeed later.</summary>
    public static bool IsTransient(int status) => status is 408 or 421 or 425 or 429 or 449 or 460 or 499 or 509 || IsUnavailable(status);

    /// <summary>
    /// Returns whether the server behind a gateway did not respond correctly: the RFC's statuses, and those of Cloudflare, of overloaded
    /// models and of proxies that time out.
    /// </summary>
    public static bool IsUnavailable(int status) => status is 502 or 503 or 504 or (>= 520 and <= 525) or 527 or 529 or 530 or 598 or 599;

    /// <summary>
    /// Returns whether the status says that the request was rejected and had no effect: because of its key, its address, its size or its
    /// headers, or by a proxy.
    /// </summary>
    public static bool IsRefusal(int status) =>
        status is 401 or 403 or 404 or 405 or 407 or 411 or 413 or 414 or 421 or 425 or 429 or 431 or 494 or 495 or 496 or 497 or 511;

    /// <summary>Returns whether the platform itself never sends the status, so that the response's text may not explain it.</summary>
    public static bool IsForeign(int status) => Of(status) is not null && status is not (404 or 405 or 429 or 500 or 502 or 503 or 504);

    /// <summary>Returns the meaning of a status.</summary>
    /// <returns><see langword="null"/> for an unknown status.</returns>
    public static string? Of(int status) => status switch
    {
        402 => "a gateway requires payment: a budget or a balance is used up",
        404 => "nothing was found at this address",
        405 => "the address does not support this HTTP method",
        407 => "a proxy requires its own credentials",
        408 => "the request was too slow for a proxy",
        411 or 414 or 431 or 494 => "a proxy rejected the request's headers or address",
        413 => "the request is too large for a proxy or for the platform",
        421 => "the connection leads to the wrong server behind a proxy",
        425 => "the request was sent too early on a new connection",
        429 => "too many requests",
        444 => "the web server closed the connection without a response",
        449 => "the server asks to send the request again",
        451 => "refused for legal reasons",
        460 or 499 => "a proxy closed the connection before the response",
        463 or 464 => "a load balancer rejected the request",
        495 or 496 => "the web server requires a client certificate, or rejected the one it received",
        497 => "plain HTTP was sent to an HTTPS port",
        500 => "internal server error",
        501 => "not implemented",
        502 => "a gateway got no valid response from the server behind it",
        503 => "the service is temporarily unavailable",
        504 => "a gateway got no response in time from the server behind it",
        508 => "a gateway detected a loop",
        509 => "a hosting provider's traffic limit is used up",
        511 => "the network requires a sign-in",
        520 => "the CDN got no valid response from the platform's server",
        521 => "the platform's server refused the CDN's connection",
        522 => "the CDN's connection to the platform's server timed out",
        523 => "the CDN can't reach the platform's server",
        524 => "the platform's server did not respond to the CDN in time: raise the CDN's timeout, or use an address without the CDN",
        525 => "the TLS handshake between the CDN and the platform's server failed",
        526 => "the certificate of the platform's server is not valid for the CDN",
        527 or 530 => "the CDN can't reach the platform's server",
        529 => "overloaded",
        561 => "a load balancer's sign-in failed",
        598 or 599 => "a proxy's connection to the server behind it timed out",
        _ => null,
    };
}
