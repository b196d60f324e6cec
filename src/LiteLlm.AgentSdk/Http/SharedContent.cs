using System.Net;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The body of a response that several copies share. Disposing it calls <paramref name="release"/> and does not close the body.
/// </summary>
internal sealed class SharedContent(HttpContent shared, Action release) : HttpContent
{
    private int _isDisposed;

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new SharedStream(await shared.ReadAsStreamAsync().ConfigureAwait(false));

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Stream body = await shared.ReadAsStreamAsync().ConfigureAwait(false);
        await body.CopyToAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            release();
        }
    }

    private sealed class SharedStream(Stream body) : ReadOnlyStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            body.ReadAsync(buffer, cancellationToken);
    }
}
