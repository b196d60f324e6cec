using System.Net.Http.Headers;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Reading the bodies of responses that are not what was asked for: they may be long, slow, cut or endless.</summary>
internal static class ResponseBody
{
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Reads the beginning of a body: what comes in a few seconds, up to a limit. A body that breaks ends there, since its status has
    /// said the most.
    /// </summary>
    public static async Task<byte[]> ReadBeginningAsync(HttpContent content, TimeProvider time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(Patience, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using MemoryStream beginning = new();
        byte[] buffer = new byte[4096];
        try
        {
            Stream body = await content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            while (beginning.Length < MaxBytes && await body.ReadAsync(buffer, either.Token).ConfigureAwait(false) is > 0 and var count)
            {
                beginning.Write(buffer, 0, count);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is IOException or HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut, or too slow: what has come says what it can.
        }

        cancellationToken.ThrowIfCancellationRequested();
        return beginning.ToArray();
    }

    /// <summary>Copies headers as they came, valid or not.</summary>
    public static void CopyHeaders(HttpHeaders from, HttpHeaders to)
    {
        foreach ((string name, HeaderStringValues values) in from.NonValidated)
        {
            to.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>Gets a header's value as it came; several values joined by commas.</summary>
    public static string? Header(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? string.Join(", ", values) : null;

    /// <summary>Whether a content type is that of a web page.</summary>
    public static bool IsPageType(string? contentType) => IsType(contentType, "text/html") || IsType(contentType, "application/xhtml+xml");

    /// <summary>
    /// Whether a content type is the given one, whatever its case and whatever follows it: parameters, a trailing semicolon, the value
    /// once more.
    /// </summary>
    public static bool IsType(string? contentType, string type)
    {
        ReadOnlySpan<char> given = contentType.AsSpan().Trim();
        return given.StartsWith(type, StringComparison.OrdinalIgnoreCase)
            && (given.Length == type.Length || given[type.Length] is ';' or ',' or ' ' or '\t');
    }
}
