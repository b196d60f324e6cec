using System.IO.Compression;
using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>Bodies that are compressed with Brotli, which the SDK decompresses without the framework's compressor.</summary>
public sealed class BrotliBodyTests
{
    [Theory]
    [InlineData(0, 16)]
    [InlineData(1, 1)]
    [InlineData(1_000, 7)]
    [InlineData(100_000, 8192)]
    [InlineData(100_000, 200_000)]
    public async Task A_body_of_any_size_is_decompressed(int length, int bufferSize)
    {
        byte[] content = Content(length);
        using BrotliBody body = new(new MemoryStream(Compressed(content)));

        (await ReadAsync(body, bufferSize)).Should().Equal(content);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(50_000)]
    public async Task A_body_that_ends_too_early_is_an_error(int missing)
    {
        using BrotliBody body = new(new MemoryStream(Compressed(Content(100_000))[..^missing]));

        (await body.Awaiting(b => ReadAsync(b, 4096)).Should().ThrowAsync<InvalidDataException>()).WithMessage("*too early*");
    }

    [Fact]
    public async Task A_body_that_is_not_compressed_with_Brotli_is_an_error()
    {
        using BrotliBody body = new(new MemoryStream("""{"name":"reviewer"}"""u8.ToArray()));

        (await body.Awaiting(b => ReadAsync(b, 4096)).Should().ThrowAsync<InvalidDataException>()).WithMessage("*Brotli*");
    }

    [Fact]
    public async Task What_has_come_is_returned_before_the_rest_arrives()
    {
        byte[] content = Content(20_000);
        byte[] compressed = Compressed(content);
        using BrotliBody body = new(new PrefixedStream(compressed[..^10], Task.FromResult(compressed.Length - 10), Stream.Null));
        byte[] buffer = new byte[100];

        int count = await body.ReadAsync(buffer);

        buffer[..count].Should().Equal(content[..count]).And.NotBeEmpty();
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int bufferSize)
    {
        using MemoryStream whole = new();
        byte[] buffer = new byte[bufferSize];
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            whole.Write(buffer, 0, count);
        }

        return whole.ToArray();
    }

    // Bytes that compress badly, so that the compressed body is longer than one read.
    private static byte[] Content(int length)
    {
        byte[] content = new byte[length];
        new Random(7).NextBytes(content);
        return content;
    }

    private static byte[] Compressed(byte[] content)
    {
        using MemoryStream compressed = new();
        using (BrotliStream encoder = new(compressed, CompressionLevel.Fastest))
        {
            encoder.Write(content);
        }

        return compressed.ToArray();
    }
}
