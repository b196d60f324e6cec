using System.Net;

namespace LiteLlm.AgentSdk.Http;

/// <summary>A call to be made: what goes on the wire, and what may be done with it when something goes wrong.</summary>
internal sealed class ApiRequest(HttpMethod method, ApiPath path, ApiArea area = ApiArea.ManagedAgents)
{
    public HttpMethod Method { get; } = method;

    /// <summary>Path and query, escaped, under the area's prefix.</summary>
    public string Path { get; } = path.Text;

    /// <summary>The path without ids and query: what telemetry counts calls by.</summary>
    public string Template { get; } = path.Template;

    public ApiArea Area { get; } = area;

    /// <summary>The JSON of the body; <see langword="null"/> for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Values in the body that must never be seen again, wherever the platform echoes them.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>The key that the last attempt carried.</summary>
    public string? SentKey { get; set; }

    /// <summary>What else is secret and goes out with every call: to gateways.</summary>
    public IReadOnlyCollection<string> SentSecrets { get; set; } = [];

    /// <summary>All that must not be seen again of what was sent.</summary>
    public IReadOnlyCollection<string> AllSecrets => SentKey is { } key ? [.. Secrets, key, .. SentSecrets] : [.. Secrets, .. SentSecrets];

    /// <summary>The time limit of one attempt; the client's RequestTimeout when unset.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The name of the option behind <see cref="Timeout"/>, for the exception.</summary>
    public string TimeoutName { get; init; } = nameof(AgentPlatformOptions.RequestTimeout);

    /// <summary>Whether the call can be made twice without harm. A POST never can.</summary>
    public bool IsRepeatable => Method != HttpMethod.Post;

    /// <summary>Whether somebody above does the repeating.</summary>
    public bool IsTriedOnce { get; init; }

    /// <summary>Whether an attempt so far may have arrived and taken effect.</summary>
    public bool MayHaveLeft { get; set; }

    /// <summary>How many attempts have been made.</summary>
    public int Attempts { get; set; }

    /// <summary>A status that is an answer to this call where it is a failure of others.</summary>
    public HttpStatusCode? Answer { get; init; }

    /// <summary>What the answer should be.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Whether the answer should be an event stream.</summary>
    public bool IsStream => Accept == "text/event-stream";

    public override string ToString() => $"{Method} {Path}";
}
