using System.Text;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Properties;

/// <summary>The events of a recorded stream don't depend on the sizes of its chunks or on its line ends.</summary>
public sealed class ChunkingProperties
{
    private static readonly string[] s_lineEnds = ["\n", "\r\n", "\r"];
    private static readonly RecordedExchange[] s_streams = [.. Recordings.Streams.Where(e => e.Body.Length > 0)];
    private static readonly Lazy<Task<string[]>>[] s_whole =
        [.. s_streams.Select(s => new Lazy<Task<string[]>>(() => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(s.Body)))))];

    [Fact]
    public void Any_chunks_give_the_same_events() => Property.Hold(
        usualSeed: 3,
        usualCases: 400,
        from stream in Gen.Choose(0, s_streams.Length - 1)
        from lineEnd in Gen.Choose(0, s_lineEnds.Length - 1)
        from mark in Gen.Elements(false, true)
        from sizes in Gen.Choose(1, 12).SelectMany(n => Gen.OneOf(Gen.Choose(1, 4), Gen.Choose(1, 5000)).ListOf(n))
        select new Chunking(stream, lineEnd, mark, [.. sizes]),
        Smaller,
        async chunking =>
        {
            string body = (chunking.Mark ? "\uFEFF" : "")
                + s_streams[chunking.Stream].Body.Replace("\n", s_lineEnds[chunking.LineEnd], StringComparison.Ordinal);

            string[] read = await ReadAsync(new ChunkedStream(Encoding.UTF8.GetBytes(body), chunking.Sizes));

            read.Should().Equal(await s_whole[chunking.Stream].Value);
        });

    private static IEnumerable<Chunking> Smaller(Chunking of)
    {
        if (of.Mark)
        {
            yield return of with { Mark = false };
        }

        if (of.LineEnd > 0)
        {
            yield return of with { LineEnd = 0 };
        }

        for (int i = 0; i < of.Sizes.Length && of.Sizes.Length > 1; i++)
        {
            yield return of with { Sizes = [.. of.Sizes.Where((_, at) => at != i)] };
        }

        // A shorter stream makes a failure easier to understand.
        foreach (int shorter in Enumerable.Range(0, s_streams.Length).Where(i =>
            s_streams[i].Body.Length < s_streams[of.Stream].Body.Length).OrderBy(i => s_streams[i].Body.Length))
        {
            yield return of with { Stream = shorter };
        }
    }

    private static async Task<string[]> ReadAsync(Stream stream)
    {
        List<string> events = [];
        await foreach (SessionEvent value in SseEventReader.ReadAsync(stream))
        {
            events.Add(value.ToJson());
        }

        return [.. events];
    }

    private sealed record Chunking(int Stream, int LineEnd, bool Mark, int[] Sizes)
    {
        public override string ToString() =>
            $"{s_streams[Stream].Name} with line end {LineEnd}{(Mark ? " and a byte order mark" : "")} in chunks of "
                + $"[{string.Join(' ', Sizes)}]";
    }

    /// <summary>Returns as many bytes as the sizes say, repeating the sizes.</summary>
    private sealed class ChunkedStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(sizes[_reads++ % sizes.Length], buffer.Length)], cancellationToken);
    }
}
