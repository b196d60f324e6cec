using System.IO.Compression;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Decompresses a body. The SDK does not ask for compression, but some gateways compress anyway.</summary>
internal static class BodyEncoding
{
    /// <summary>Replaces the response's body with the decompressed one.</summary>
    /// <returns>The name of an unsupported encoding; <see langword="null"/> if the body can be read.</returns>
    public static string? Decode(HttpResponseMessage response)
    {
        if (ResponseBody.Header(response.Content.Headers, "Content-Encoding") is not { } header)
        {
            return null;
        }

        // The last encoding was applied last, so it is removed first.
        string[] encodings = header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (int i = encodings.Length - 1; i >= 0; i--)
        {
            Func<Stream, Stream>? open = encodings[i].ToUpperInvariant() switch
            {
                "GZIP" or "X-GZIP" => static body => new DecodedStream(new GZipStream(body, CompressionMode.Decompress)),
                "DEFLATE" => static body => new DecodedStream(new DeflatedStream(body)),
                "BR" => static body => new DecodedStream(new BrotliBody(body)),
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

    /// <summary>A decoder that throws <see cref="IOException"/>, as a broken connection does.</summary>
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
                throw new IOException($"The body does not match its Content-Encoding: {e.Message}", e);
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

    /// <summary>Reads "deflate": zlib according to the RFC, but some servers omit the zlib header.</summary>
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
