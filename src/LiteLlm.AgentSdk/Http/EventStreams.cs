namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// Decides whether a response is an event stream, by its content type, or, if the content type is missing or generic, by the first bytes
/// of the body.
/// </summary>
internal static class EventStreams
{
    // The platform sends the first bytes at once. A silent body counts as an event stream, because a healthy stream may be silent for
    // hours.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Decides whether a response is an event stream. Bytes that this method reads are put back into the response's body.
    /// </summary>
    public static async ValueTask<bool> IsOneAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        string? type = ResponseBody.Header(response.Content.Headers, "Content-Type");
        if (ResponseBody.IsType(type, "text/event-stream"))
        {
            return true;
        }

        bool saysNothing = string.IsNullOrWhiteSpace(type)
            || ResponseBody.IsType(type, "text/plain")
            || ResponseBody.IsType(type, "application/octet-stream");
        if (!saysNothing)
        {
            return false;
        }

        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] buffer = new byte[256];
        Task<int> first = body.ReadAsync(buffer, cancellationToken).AsTask();
        response.Content = new StreamBody(response.Content, _ => new PrefixedStream(buffer, first, body));
        try
        {
            return IsBeginning(buffer.AsSpan(0, await first.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false)));
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    /// <summary>Returns whether bytes may be the beginning of an event stream. An empty body counts as a stream that has ended.</summary>
    internal static bool IsBeginning(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        bytes = bytes.TrimStart("\r\n"u8);
        return bytes.IsEmpty
            || bytes[0] == ':'
            || IsField(bytes, "data"u8)
            || IsField(bytes, "event"u8) || IsField(bytes, "id"u8) || IsField(bytes, "retry"u8);
    }

    // The first packet may end in the middle of a field name.
    private static bool IsField(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name) =>
        bytes.Length <= name.Length
            ? name.StartsWith(bytes)
            : bytes.StartsWith(name) && bytes[name.Length] is (byte)':' or (byte)'\r' or (byte)'\n';
}
