using System.Net;
using System.Net.Http.Headers;

namespace LiteLlm.AgentSdk;

/// <summary>The status and the headers of a response.</summary>
public sealed class ResponseInfo
{
    // The header names of common gateways, LiteLLM's first.
    private static readonly string[] RequestIdHeaders = ["x-litellm-call-id", "x-request-id", "request-id", "x-correlation-id", "cf-ray"];

    // The unparsed headers. Few callers read them, and parsing them costs as much as the rest of a call.
    private (KeyValuePair<string, HeaderStringValues>[] OfAnswer, KeyValuePair<string, HeaderStringValues>[] OfBody)? _unread;
    private IReadOnlyDictionary<string, IReadOnlyList<string>>? _headers;

    /// <summary>Gets the HTTP status of the response.</summary>
    public HttpStatusCode StatusCode { get; init; }

    /// <summary>Gets the headers of the response, by name. Names are compared without case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get => _headers ??= ReadHeaders(); init => _headers = value; }

    /// <summary>Gets the request id that a gateway assigned.</summary>
    /// <value><see langword="null"/> if the response had none; the platform itself sends none.</value>
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
            // Lets the framework split each header into its values. Two threads may do this at the same time, with the same result.
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
