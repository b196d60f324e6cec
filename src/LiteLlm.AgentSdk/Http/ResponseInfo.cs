using System.Net;
using System.Net.Http.Headers;

namespace LiteLlm.AgentSdk;

/// <summary>What came with an answer beside its body.</summary>
public sealed class ResponseInfo
{
    // The names that gateways in use give it, LiteLLM's own first.
    private static readonly string[] RequestIdHeaders = ["x-litellm-call-id", "x-request-id", "request-id", "x-correlation-id", "cf-ray"];

    // The headers as they came, for the few callers who look at them: reading them costs as much as the rest of a call.
    private (KeyValuePair<string, HeaderStringValues>[] OfAnswer, KeyValuePair<string, HeaderStringValues>[] OfBody)? _unread;
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _headers;

    /// <summary>Gets the status of the answer.</summary>
    public HttpStatusCode StatusCode { get; init; }

    /// <summary>Gets the headers of the answer, by name in any case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get => _headers ??= ReadHeaders(); init => _headers = value; }

    /// <summary>Gets the id that a gateway gave the request.</summary>
    /// <value><see langword="null"/> when none was sent; the platform itself sends none.</value>
    public string? RequestId { get => field ?? (_unread is null ? null : FindRequestId()); init; }

    internal static ResponseInfo Of(HttpResponseMessage response) => new()
    {
        StatusCode = response.StatusCode,
        _unread = ([.. response.Headers.NonValidated], [.. response.Content.Headers.NonValidated]),
    };

    private Dictionary<string, IReadOnlyList<string>> ReadHeaders()
    {
        Dictionary<string, IReadOnlyList<string>> headers = new(StringComparer.OrdinalIgnoreCase);
        if (_unread is { } unread)
        {
            // Through the framework once more, which knows what the values of each header are. Two threads may both do it.
            using HttpResponseMessage copy = new();
            Read(copy.Headers, unread.OfAnswer, headers);
            Read(copy.Content.Headers, unread.OfBody, headers);
        }

        return headers;
    }

    private static void Read(HttpHeaders copy, KeyValuePair<string, HeaderStringValues>[] unread, Dictionary<string,
        IReadOnlyList<string>> headers)
    {
        foreach ((string name, HeaderStringValues values) in unread)
        {
            copy.TryAddWithoutValidation(name, values);
        }

        foreach ((string name, IEnumerable<string> values) in copy)
        {
            headers[name] = [.. values];
        }
    }

    private string? FindRequestId() =>
        RequestIdHeaders.Select(name => Headers.GetValueOrDefault(name) is [var id, ..] ? id : null).FirstOrDefault(id => id is not null);
}
