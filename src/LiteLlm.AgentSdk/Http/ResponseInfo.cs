using System.Net;

namespace LiteLlm.AgentSdk;

/// <summary>What came with an answer beside its body.</summary>
public sealed class ResponseInfo
{
    // The names that gateways in use give it, LiteLLM's own first.
    private static readonly string[] RequestIdHeaders = ["x-litellm-call-id", "x-request-id", "request-id", "x-correlation-id", "cf-ray"];

    /// <summary>The status of the answer.</summary>
    public HttpStatusCode StatusCode { get; init; }

    /// <summary>The headers of the answer, by name in any case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id that a gateway gave the request.</summary>
    /// <value><see langword="null"/> when none was sent; the platform itself sends none.</value>
    public string? RequestId { get; init; }

    internal static ResponseInfo Of(HttpResponseMessage response)
    {
        Dictionary<string, IReadOnlyList<string>> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, IEnumerable<string> values) in response.Headers)
        {
            headers[name] = [.. values];
        }

        foreach ((string name, IEnumerable<string> values) in response.Content.Headers)
        {
            headers[name] = [.. values];
        }

        return new ResponseInfo
        {
            StatusCode = response.StatusCode,
            Headers = headers,
            RequestId = RequestIdHeaders.Select(name => headers.GetValueOrDefault(name) is [var id, ..] ? id : null).FirstOrDefault(id => id is not null),
        };
    }
}
