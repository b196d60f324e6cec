using System.Net;

namespace LiteLlm.AgentSdk.Http;

/// <summary>A response's body in a converted form, such as decompressed. Disposing it disposes the original.</summary>
internal sealed class StreamBody : HttpContent
{
    private readonly HttpContent _original;
    private readonly Func<Stream, Stream> _open;

    /// <param name="original">The original body.</param>
    /// <param name="open">Converts the stream of the original body.</param>
    /// <param name="without">The headers that do not apply to the converted form.</param>
    public StreamBody(HttpContent original, Func<Stream, Stream> open, params ReadOnlySpan<string> without)
    {
        _original = original;
        _open = open;
        ResponseBody.CopyHeaders(original.Headers, Headers);
        foreach (string name in without)
        {
            Headers.Remove(name);
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        _open(await _original.ReadAsStreamAsync().ConfigureAwait(false));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Stream body = _open(await _original.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        await using (body.ConfigureAwait(false))
        {
            await body.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _original.Dispose();
        }
    }
}
