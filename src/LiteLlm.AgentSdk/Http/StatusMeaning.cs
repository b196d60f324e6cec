namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// What statuses mean: those of the RFCs that pass by themselves, and those that CDNs, proxies, load balancers and model vendors have
/// invented.
/// </summary>
internal static class StatusMeaning
{
    /// <summary>Whether the same call may well work a little later.</summary>
    public static bool IsTransient(int status) => status is 408 or 421 or 425 or 429 or 449 or 460 or 499 or 509 || IsUnavailable(status);

    /// <summary>
    /// Whether what is behind a gateway did not answer properly: the RFC's statuses, and those of Cloudflare, of overloaded models and of
    /// proxies that time out.
    /// </summary>
    public static bool IsUnavailable(int status) => status is 502 or 503 or 504 or (>= 520 and <= 525) or 527 or 529 or 530 or 598 or 599;

    /// <summary>
    /// Whether the status says that the request was not accepted, so that nothing took effect: by its key, its address, its size or its
    /// headers, or by a proxy on the way.
    /// </summary>
    public static bool IsRefusal(int status) =>
        status is 401 or 403 or 404 or 405 or 407 or 411 or 413 or 414 or 421 or 425 or 429 or 431 or 494 or 495 or 496 or 497 or 511;

    /// <summary>Whether the status is not one that the platform itself answers, so that words beside it may not explain it.</summary>
    public static bool IsForeign(int status) => Of(status) is not null && status is not (404 or 405 or 429 or 500 or 502 or 503 or 504);

    /// <summary>What a status means.</summary>
    /// <returns><see langword="null"/> for a status that nobody is known to send.</returns>
    public static string? Of(int status) => status switch
    {
        402 => "a gateway wants to be paid: a budget or a balance is used up",
        404 => "nothing is at this address",
        405 => "the address does not take this method",
        407 => "a proxy on the way wants credentials of its own",
        408 => "the request was too slow for a proxy on the way",
        411 or 414 or 431 or 494 => "a proxy on the way does not take the request's headers or its address",
        413 => "the request is too large for a proxy on the way, or for the platform",
        421 => "the connection leads to the wrong server behind a proxy",
        425 => "the connection is too young for this request",
        429 => "too many requests",
        444 => "the web server closed without an answer",
        449 => "the server wants the request again",
        451 => "refused for legal reasons",
        460 or 499 => "a proxy on the way gave up before the answer",
        463 or 464 => "a load balancer does not take the request",
        495 or 496 => "the web server wants a client certificate, or does not take the one it got",
        497 => "plain HTTP was sent to a port for HTTPS",
        500 => "internal server error",
        501 => "not implemented",
        502 => "a gateway got no proper answer from what is behind it",
        503 => "the service is not available at the moment",
        504 => "a gateway got no answer in time from what is behind it",
        508 => "requests go round in a circle behind a gateway",
        509 => "a hosting provider's limit on traffic is used up",
        511 => "the network wants a sign-in before it lets anything through",
        520 => "the CDN got no proper answer from the platform's server",
        521 => "the platform's server refuses the CDN's connections",
        522 => "the CDN's connection to the platform's server timed out",
        523 => "the CDN can't reach the platform's server",
        524 => "the platform's server did not answer the CDN in time: a CDN cuts long turns; its limit has to be raised or gone around",
        525 => "the TLS handshake between the CDN and the platform's server failed",
        526 => "the certificate of the platform's server is not valid for the CDN",
        527 or 530 => "the CDN can't reach the platform's server",
        529 => "overloaded",
        561 => "a load balancer's sign-in failed",
        598 or 599 => "a proxy's connection to what is behind it timed out",
        _ => null,
    };
}
