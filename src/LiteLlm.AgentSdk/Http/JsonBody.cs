using System.Net;
using System.Net.Http.Headers;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The body of a request. Even a POST without a body has one, because the connection pool silently resends a request without a content
/// object if its connection turns out to be closed. A body that must be sent only once throws when it is written a second time, and
/// records whether it was written completely.
/// </summary>
internal sealed class JsonBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly bool _once;
    private int _begun;

    public JsonBody(ReadOnlyMemory<byte>? json, bool once)
    {
        _json = json ?? ReadOnlyMemory<byte>.Empty;
        _once = once;
        if (json is not null)
        {
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
    }

    public bool IsEmpty => _json.IsEmpty;

    /// <summary>
    /// Gets a value indicating whether the last byte was written. Before that, the platform can't have received the whole request.
    /// </summary>
    public bool IsWritten { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0 && _once)
        {
            throw new SentTwiceException("had already begun");
        }

        await stream.WriteAsync(_json, cancellationToken).ConfigureAwait(false);
        IsWritten = true;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
