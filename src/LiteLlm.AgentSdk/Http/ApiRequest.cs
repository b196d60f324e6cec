using System.Net;

namespace LiteLlm.AgentSdk.Http;

/// <summary>A call to be made: what goes on the wire, and what may be done with it when something goes wrong.</summary>
internal sealed class ApiRequest(HttpMethod method, ApiPath path, ApiArea area = ApiArea.ManagedAgents)
{
    public HttpMethod Method { get; } = method;

    /// <summary>Gets path and query, escaped, under the area's prefix.</summary>
    public string Path { get; } = path.Text;

    /// <summary>Gets the path without ids and query: what telemetry counts calls by.</summary>
    public string Template { get; } = path.Template;

    public ApiArea Area { get; } = area;

    /// <summary>Gets the JSON of the body; <see langword="null"/> for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Gets values in the body that must never be seen again, wherever the platform echoes them.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>Gets or sets the key that the last attempt carried.</summary>
    public string? SentKey { get; set; }

    /// <summary>Gets or sets what else is secret and goes out with every call: to gateways.</summary>
    public IReadOnlyCollection<string> SentSecrets { get; set; } = [];

    /// <summary>Gets all that must not be seen again of what was sent.</summary>
    public IReadOnlyCollection<string> AllSecrets => SentKey is { } key ? [.. Secrets, key, .. SentSecrets] : [.. Secrets, .. SentSecrets];

    /// <summary>Gets the time limit of one attempt; the client's RequestTimeout when unset.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the name of the option behind <see cref="Timeout"/>, for the exception.</summary>
    public string TimeoutName { get; init; } = nameof(AgentPlatformOptions.RequestTimeout);

    /// <summary>Gets a value indicating whether the call can be made twice without harm. A POST never can.</summary>
    public bool IsRepeatable => Method != HttpMethod.Post;

    /// <summary>Gets a value indicating whether somebody above does the repeating.</summary>
    public bool IsTriedOnce { get; init; }

    /// <summary>Gets or sets a value indicating whether an attempt so far may have arrived and taken effect.</summary>
    public bool MayHaveLeft { get; set; }

    /// <summary>Gets or sets how many attempts have been made.</summary>
    public int Attempts { get; set; }

    /// <summary>Gets a status that is an answer to this call where it is a failure of others.</summary>
    public HttpStatusCode? Answer { get; init; }

    /// <summary>Gets what the answer should be.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Gets a value indicating whether the answer should be an event stream.</summary>
    public bool IsStream => Accept == "text/event-stream";

    public override string ToString() => $"{Method} {Path}";
}
