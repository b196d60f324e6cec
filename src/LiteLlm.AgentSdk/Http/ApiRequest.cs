using System.Net;

namespace LiteLlm.AgentSdk.Http;

/// <summary>A call to make: what is sent, and what is known about the attempts so far, which decides about retries.</summary>
internal sealed class ApiRequest(HttpMethod method, ApiPath path, ApiArea area = ApiArea.ManagedAgents)
{
    public HttpMethod Method { get; } = method;

    /// <summary>Gets the escaped path and query, without the area's prefix.</summary>
    public string Path { get; } = path.Text;

    /// <summary>Gets the path without ids and query, for telemetry.</summary>
    public string Template { get; } = path.Template;

    public ApiArea Area { get; } = area;

    /// <summary>Gets the JSON of the body; <see langword="null"/> for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Gets secret values in the body, which must be removed from responses that repeat them.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>Gets or sets the API key that the last attempt sent.</summary>
    public string? SentKey { get; set; }

    /// <summary>Gets or sets the other secrets that every call sends: the headers for gateways.</summary>
    public IReadOnlyCollection<string> SentSecrets { get; set; } = [];

    /// <summary>Gets all secrets that the call sends.</summary>
    public IReadOnlyCollection<string> AllSecrets => SentKey is { } key ? [.. Secrets, key, .. SentSecrets] : [.. Secrets, .. SentSecrets];

    /// <summary>Gets the timeout of one attempt; null for the client's RequestTimeout.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the name of the option that sets <see cref="Timeout"/>, for the exception.</summary>
    public string TimeoutName { get; init; } = nameof(AgentPlatformOptions.RequestTimeout);

    /// <summary>Gets a value indicating whether the call can be repeated without harm. A POST can't.</summary>
    public bool IsRepeatable => Method != HttpMethod.Post;

    /// <summary>Gets a value indicating whether the call is not retried here, because its caller retries.</summary>
    public bool IsTriedOnce { get; init; }

    /// <summary>Gets or sets a value indicating whether one of the attempts so far may have taken effect.</summary>
    public bool MayHaveLeft { get; set; }

    /// <summary>Gets or sets how many attempts have been made.</summary>
    public int Attempts { get; set; }

    /// <summary>Gets an error status that counts as success for this call, if its body is JSON.</summary>
    public HttpStatusCode? Answer { get; init; }

    /// <summary>Gets the content type to accept.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Gets a value indicating whether the call expects an event stream.</summary>
    public bool IsStream => Accept == "text/event-stream";

    public override string ToString() => $"{Method} {Path}";
}
