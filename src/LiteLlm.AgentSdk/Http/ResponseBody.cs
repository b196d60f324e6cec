using System.Net.Http.Headers;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Reads the bodies of unexpected responses, which may be long, slow, incomplete or endless.</summary>
internal static class ResponseBody
{
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // How much is read, and for how long, so that the connection can be reused.
    private const int MaxRest = 16 * 1024;
    private static readonly TimeSpan PatienceForRest = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Reads the beginning of a body: the bytes that arrive within a few seconds, up to a limit. If the connection breaks, returns the
    /// bytes so far, because the status is already known.
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
            // The body is incomplete or too slow. The bytes that have arrived are enough for a message.
        }

        cancellationToken.ThrowIfCancellationRequested();
        return beginning.ToArray();
    }

    /// <summary>
    /// Reads a body to its end and disposes the response. The connection can then be used for the next request; without the end, it is
    /// closed. Gives up after a second, or after 16 KiB.
    /// </summary>
    /// <param name="response">The response, of which nothing more is needed.</param>
    /// <param name="body">The stream of its body.</param>
    /// <param name="time">The clock.</param>
    public static async Task ReadToEndAsync(HttpResponseMessage response, Stream body, TimeProvider time)
    {
        byte[] buffer = new byte[512];
        try
        {
            using CancellationTokenSource patience = new(PatienceForRest, time);
            int rest = MaxRest;
            while (rest > 0 && await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false) is > 0 and var count)
            {
                rest -= count;
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException or OperationCanceledException
            or InvalidDataException)
        {
            // The connection broke, or the body has no end yet. Disposing the response closes the connection.
        }
        finally
        {
            await body.DisposeAsync().ConfigureAwait(false);
            response.Dispose();
        }
    }

    /// <summary>Copies headers unchanged, without validation.</summary>
    public static void CopyHeaders(HttpHeaders from, HttpHeaders to)
    {
        foreach ((string name, HeaderStringValues values) in from.NonValidated)
        {
            to.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>Returns a header's unchanged value; several values are joined with commas.</summary>
    public static string? Header(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? string.Join(", ", values) : null;

    /// <summary>Returns whether a content type is that of a web page.</summary>
    public static bool IsPageType(string? contentType) => IsType(contentType, "text/html") || IsType(contentType, "application/xhtml+xml");

    /// <summary>
    /// Returns whether a content type is the given one. Ignores case and anything after the type, such as parameters or a repeated value.
    /// </summary>
    public static bool IsType(string? contentType, string type)
    {
        ReadOnlySpan<char> given = contentType.AsSpan().Trim();
        return given.StartsWith(type, StringComparison.OrdinalIgnoreCase)
            && (given.Length == type.Length || given[type.Length] is ';' or ',' or ' ' or '\t');
    }
}
