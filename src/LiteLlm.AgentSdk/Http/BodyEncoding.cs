using System.IO.Compression;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Takes compression off a body. The SDK asks for none, and some gateways compress all the same.</summary>
internal static class BodyEncoding
{
    /// <summary>Replaces the response's body by the decoded one.</summary>
    /// <returns>The encoding that can't be taken off; <see langword="null"/> when the body can be read.</returns>
    public static string? Decode(HttpResponseMessage response)
    {
        if (ResponseBody.Header(response.Content.Headers, "Content-Encoding") is not { } header)
        {
            return null;
        }

        // The last one was put on last.
        string[] encodings = header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (int i = encodings.Length - 1; i >= 0; i--)
        {
            Func<Stream, Stream>? open = encodings[i].ToUpperInvariant() switch
            {
                "GZIP" or "X-GZIP" => static body => new DecodedStream(new GZipStream(body, CompressionMode.Decompress)),
                "DEFLATE" => static body => new DecodedStream(new DeflatedStream(body)),
                "BR" => static body => new DecodedStream(new BrotliStream(body, CompressionMode.Decompress)),
                "IDENTITY" => static body => body,
                _ => null,
            };
            if (open is null)
            {
                return encodings[i];
            }

            response.Content = new StreamBody(response.Content, open, "Content-Encoding", "Content-Length");
        }

        return null;
    }

    /// <summary>A decoder whose complaints are those of a broken body.</summary>
    private sealed class DecodedStream(Stream decoder) : ReadOnlyStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                return await decoder.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is InvalidDataException or InvalidOperationException and not ObjectDisposedException)
            {
                throw new IOException($"The body is not encoded as its Content-Encoding says: {e.Message}", e);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                decoder.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    /// <summary>"deflate" is zlib by the RFC, and without its header by some servers.</summary>
    private sealed class DeflatedStream(Stream body) : ReadOnlyStream
    {
        private Stream? _decoder;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_decoder is null)
            {
                byte[] first = new byte[1];
                int count = await body.ReadAsync(first, cancellationToken).ConfigureAwait(false);
                PrefixedStream whole = new(first, Task.FromResult(count), body);
                _decoder = (first[0] & 0x0F) == 8
                    ? new ZLibStream(whole, CompressionMode.Decompress)
                    : new DeflateStream(whole, CompressionMode.Decompress);
            }

            return await _decoder.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                (_decoder ?? body).Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
