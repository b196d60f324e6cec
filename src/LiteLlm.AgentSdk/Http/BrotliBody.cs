using System.Buffers;
using System.IO.Compression;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// Reads a body that is compressed with Brotli. <see cref="BrotliStream"/> would do the same, but it also contains the compressor, which
/// makes an AOT-compiled program almost a megabyte larger.
/// </summary>
internal sealed class BrotliBody(Stream body) : ReadOnlyStream
{
    private readonly byte[] _compressed = new byte[8192];
    private BrotliDecoder _decoder;
    private int _start;
    private int _end;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            OperationStatus status = _decoder.Decompress(_compressed.AsSpan(_start.._end), buffer.Span, out int consumed, out int written);
            _start += consumed;
            if (written > 0 || status == OperationStatus.Done)
            {
                return written;
            }

            if (status == OperationStatus.InvalidData)
            {
                throw new InvalidDataException("The data is not compressed with Brotli.");
            }

            _start = 0;
            _end = await body.ReadAsync(_compressed, cancellationToken).ConfigureAwait(false);
            if (_end == 0)
            {
                throw new InvalidDataException("The compressed data ends too early.");
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
