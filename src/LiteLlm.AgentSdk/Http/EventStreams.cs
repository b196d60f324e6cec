namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// Whether a response is the event stream that was asked for: by its type as gateways write it, or, where it has none that says anything,
/// by its first bytes.
/// </summary>
internal static class EventStreams
{
    // A stream of the platform begins at once. One that is silent for longer is taken for one: a healthy one may be silent for hours.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Decides; a body whose bytes were looked at is put back into the response.</summary>
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

    /// <summary>Whether bytes may be the beginning of an event stream. No byte at all is one that has ended.</summary>
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

    // The first packet may end in the middle of a name.
    private static bool IsField(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name) =>
        bytes.Length <= name.Length
            ? name.StartsWith(bytes)
            : bytes.StartsWith(name) && bytes[name.Length] is (byte)':' or (byte)'\r' or (byte)'\n';
}
