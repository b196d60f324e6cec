using System.Net.ServerSentEvents;
using System.Text;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class SseFramesTests
{
    private static readonly string[] Pieces =
        ["data", "data:", "data: ", "data:  ", "datax: ", "Data: ", ":", " ", "\n", "\n", "\n\n", "\r", "\r\n", "\r\n\r\n", "id: 7",
            "event: x", "retry: 1", "{\"a\":1}", "é😀", "\uFEFF", "\0", "\u2028"];

    [Fact]
    public async Task Frames_are_split_as_the_parser_of_the_framework_splits_them()
    {
        Random random = new(20_260_101);
        for (int run = 0; run < 3_000; run++)
        {
            byte[] bytes =
                Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0,
                random.Next(1, 40)).Select(_ => Pieces[random.Next(Pieces.Length)])));

            List<string> expected = [];
            await foreach (SseItem<string> item in SseParser.Create(new MemoryStream(bytes)).EnumerateAsync())
            {
                expected.Add(item.Data);
            }

            (await ReadAsync(new RandomPieces(bytes, random))).Should().Equal(expected, "that is what is in {0}",
                Encoding.UTF8.GetString(bytes).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n",
                StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public async Task Frames_of_all_sizes_stay_whole_in_a_buffer_that_grows_and_shrinks(int most)
    {
        Random random = new(most);
        string[] data = [.. Enumerable.Range(0, 200).Select(i => new string((char)('a' + (i % 26)), random.Next(1, most)))];
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(data.Select(static text => $"data: {text}\n\n")));

        (await ReadAsync(new MemoryStream(bytes))).Should().Equal(data);
        (await ReadAsync(new RandomPieces(bytes, random, most: 9_000))).Should().Equal(data);
    }

    [Fact]
    public async Task A_carriage_return_ends_a_line_at_once()
    {
        using SseFrames frames = new(100);
        await frames.FillAsync(new MemoryStream("data: x\r\r"u8.ToArray()), CancellationToken.None);

        frames.TryRead(out ReadOnlySpan<byte> data).Should().BeTrue();
        Encoding.UTF8.GetString(data).Should().Be("x");
    }

    [Theory]
    [InlineData("data: {0}\n\n")]
    [InlineData("data: {0}\n")]
    [InlineData("data: {0}")]
    [InlineData("data: 1\ndata: {0}\n\n")]
    [InlineData(": {0}")]
    public async Task A_frame_of_the_maximum_size_is_accepted_and_a_larger_frame_is_not(string shape)
    {
        Func<Task> tooLarge = () => ReadAsync(new MemoryStream(Bytes(5_001)), 5_000);
        await tooLarge.Should().ThrowAsync<AgentPlatformException>().WithMessage("*MaxEventBytes (5000)*");

        await ReadAsync(new MemoryStream(Bytes(4_900)), 5_000);

        byte[] Bytes(int size) => Encoding.UTF8.GetBytes(shape.Replace("{0}", new string('x', size), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_small_frames_do_not_count_as_one_large_frame()
    {
        byte[] bytes =
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(": a comment\ndata: x\n\n", 10_000))
            + string.Concat(Enumerable.Repeat(": alive\n\n", 10_000)));

        (await ReadAsync(new MemoryStream(bytes), 1_024)).Should().HaveCount(10_000);
    }

    [Fact]
    public async Task A_large_buffer_is_not_kept_while_a_stream_is_silent()
    {
        // The stream brings much data, the rest of it, little data, and then nothing. It records the buffer size of every read.
        Frugal stream = new(20_000, 5_000, 300, 300);
        using SseFrames frames = new(int.MaxValue);
        while (await frames.FillAsync(stream, CancellationToken.None) > 0)
        {
            while (frames.TryRead(out _))
            {
                // Only the buffer sizes matter.
            }
        }

        stream.Rooms.Should().StartWith([1_024]);
        stream.Rooms.Should().Contain(static room => room >= 16 * 1_024);
        stream.RoomsWhenEmpty.Should().OnlyContain(static room => room <= 1_024);
    }

    private static async Task<List<string>> ReadAsync(Stream stream, int maxFrameBytes = int.MaxValue)
    {
        List<string> frames = [];
        using SseFrames reader = new(maxFrameBytes);
        do
        {
            while (reader.TryRead(out ReadOnlySpan<byte> data))
            {
                frames.Add(Encoding.UTF8.GetString(data));
            }
        }
        while (await reader.FillAsync(stream, CancellationToken.None) > 0);

        return frames;
    }

    private sealed class RandomPieces(byte[] bytes, Random random, int most = 9) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(random.Next(1, most), buffer.Length)], cancellationToken);
    }

    /// <summary>
    /// Returns its bytes in the given portions. Records the buffer size of each read, and of each read that finds no data.
    /// </summary>
    private sealed class Frugal(params int[] portions) : MemoryStream
    {
        private readonly Queue<int> _portions = new(portions);
        private int _there;

        public List<int> Rooms { get; } = [];

        public List<int> RoomsWhenEmpty { get; } = [];

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Rooms.Add(buffer.Length);
            if (_there == 0)
            {
                RoomsWhenEmpty.Add(buffer.Length);
                _portions.TryDequeue(out _there);
            }

            int read = Math.Min(_there, buffer.Length);
            buffer.Span[..read].Fill((byte)'\n');
            _there -= read;
            return ValueTask.FromResult(read);
        }
    }
}
