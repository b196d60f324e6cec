using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Terminals;

public class TerminalTransferTests
{
    private const int Megabytes10 = 10 * 1024 * 1024;

    [Fact]
    public async Task Ten_megabytes_go_both_ways_intact()
    {
        byte[] sent = Text(Megabytes10);
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(async terminal =>
        {
            int left = sent.Length;
            while (left > 0 && await terminal.ReadAsync() is { } input)
            {
                await terminal.WriteAsync(input.Keys);
                left -= input.Keys.Length;
            }
        });
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();

        Task writing = WriteAllAsync(terminal, sent);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[7001];
        int received = 0;
        while (received < sent.Length)
        {
            int count = await terminal.ReadAsync(buffer.AsMemory(0,
                Math.Min(buffer.Length, sent.Length - received))).AsTask().WaitAsync(TerminalPlatform.Patience);
            count.Should().BePositive();
            hash.AppendData(buffer, 0, count);
            received += count;
        }

        await writing;
        hash.GetHashAndReset().Should().Equal(SHA256.HashData(sent));
        (await terminal.ReadToEndAsync()).Should().Be("[bridge] process exited (code=0, signal=0)");
        (await terminal.EndAsync()).Reason.Should().Be(TerminalEndReason.ProgramEnded);

        static async Task WriteAllAsync(Terminal terminal, byte[] bytes)
        {
            for (int at = 0; at < bytes.Length; at += 100_003)
            {
                await terminal.WriteAsync(bytes.AsMemory(at, Math.Min(100_003, bytes.Length - at)));
            }
        }
    }

    [Fact]
    public async Task The_program_sees_sizes_and_the_caller_the_screen()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        await using Terminal terminal = await platform.Session.OpenTerminalAsync(new() { Columns = 120, Rows = 40 });
        await terminal.ReadUntilAsync("[120x40]");

        await terminal.ResizeAsync(80, 5000);
        await terminal.ReadUntilAsync("[80x1000]");
        await terminal.WriteAsync("hällo 🙂\r");

        (await terminal.ReadUntilAsync("echo: ")).Should().Contain("hällo 🙂\r\n");
        (terminal.Columns, terminal.Rows).Should().Be((80, 1000));
    }

    [Theory]
    [InlineData("""{"type":"resize","cols":80,"rows":24}""")]
    [InlineData("""{"type":"resize","cols":0,"rows":24}""")]
    public async Task Keystrokes_that_read_like_a_size_are_keystrokes(string keys)
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();

        await terminal.WriteAsync(keys + "\r");
        await terminal.ReadUntilAsync("echo: " + keys);
        await terminal.WriteAsync(keys);

        (await terminal.ReadUntilAsync(keys)).Should().NotContain("[80x24]");
    }

    [Fact]
    public async Task A_slow_reader_slows_the_server_down_and_receives_everything()
    {
        const int total = 64 * 1024 * 1024;
        long written = 0;
        SemaphoreSlim progress = new(0);
        byte[] block = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(async terminal =>
        {
            while (Interlocked.Read(ref written) < total)
            {
                await terminal.WriteAsync(block);
                Interlocked.Add(ref written, block.Length);
                progress.Release();
            }
        });
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();

        // Waits until the server has stopped for a while. It can write only as much as the buffers of two sockets hold.
        while (await progress.WaitAsync(TimeSpan.FromSeconds(1)))
        {
            Interlocked.Read(ref written).Should().BeLessThan(total / 2);
        }

        byte[] buffer = new byte[256 * 1024];
        long read = 0;
        for (int count = 1; count > 0; read += count)
        {
            count = await terminal.ReadAsync(buffer).AsTask().WaitAsync(TerminalPlatform.Patience);
        }

        read.Should().Be(total + "[bridge] process exited (code=0, signal=0)".Length);
    }

    [Fact]
    public async Task Writing_waits_for_a_server_that_does_not_read_and_can_be_cancelled_without_harm()
    {
        TaskCompletionSource go = new();
        TaskCompletionSource<long> got = new();
        await using KestrelStub stub = await SocketStub.StartAsync(SocketStub.Play(async (socket, context) =>
        {
            await go.Task.WaitAsync(context.RequestAborted);
            long all = 0;
            while (await SocketStub.ReadAsync(socket) is var (type, bytes) && type != WebSocketMessageType.Close)
            {
                all += type == WebSocketMessageType.Binary ? bytes.Length : 0;
                if (bytes is [.., (byte)'!'])
                {
                    got.SetResult(all);
                }
            }
        }));
        using AgentPlatformClient client = SocketStub.Client(stub);
        await using Terminal terminal = await SocketStub.Session(client, stub).OpenTerminalAsync();
        using CancellationTokenSource cancel = new();

        ValueTask writing = terminal.WriteAsync(new byte[64 * 1024 * 1024], cancel.Token);
        writing.IsCompleted.Should().BeFalse();
        await cancel.CancelAsync();
        (await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await writing)).CancellationToken.Should().Be(cancel.Token);

        Task after = terminal.WriteAsync("after!").AsTask();
        go.SetResult();
        await after.WaitAsync(TerminalPlatform.Patience);
        (await got.Task.WaitAsync(TerminalPlatform.Patience)).Should().BeInRange(6, 64 * 1024 * 1024,
            "what was on its way arrived, the rest was not sent");
    }

    [Fact]
    public async Task Characters_that_are_cut_between_reads_stay_whole()
    {
        string text = string.Concat(Enumerable.Repeat("aä€🙂", 5_000));
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(async terminal =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            for (int at = 0; at < bytes.Length; at += 997)
            {
                await terminal.WriteAsync(bytes.AsMemory(at, Math.Min(997, bytes.Length - at)));
            }
        });
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();

        StringBuilder seen = new();
        await foreach (string piece in terminal.ReadTextAsync())
        {
            seen.Append(piece);
        }

        seen.ToString().Should().Be(text + "[bridge] process exited (code=0, signal=0)");
    }

    [Fact]
    public async Task An_incomplete_character_waits_for_its_rest_even_over_two_enumerations()
    {
        byte[] euro = Encoding.UTF8.GetBytes("€");
        using SemaphoreSlim next = new(0);

        // The frames of one message may cut a character.
        await using KestrelStub stub = await SocketStub.StartAsync(SocketStub.Play(async (socket, _) =>
        {
            await socket.SendAsync(new byte[] { (byte)'a', euro[0] }, WebSocketMessageType.Text, endOfMessage: false,
                CancellationToken.None);
            await next.WaitAsync();
            await socket.SendAsync(new byte[] { euro[1] }, WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
            await socket.SendAsync(new byte[] { euro[2], (byte)'b' }, WebSocketMessageType.Text, endOfMessage: true,
                CancellationToken.None);
            await SocketStub.ReadAsync(socket);
            await SocketStub.ReadAsync(socket);
        }));
        using AgentPlatformClient client = SocketStub.Client(stub);
        await using Terminal terminal = await SocketStub.Session(client, stub).OpenTerminalAsync();

        await foreach (string piece in terminal.ReadTextAsync())
        {
            piece.Should().Be("a");
            break;
        }

        next.Release();
        (await terminal.ReadUntilAsync("b")).Should().Be("€b");
    }

    [Fact]
    public async Task Pipes_and_the_stream_use_the_same_terminal()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.ReadUntilAsync("$ ");
        IDuplexPipe pipe = terminal;

        pipe.Output.Write("on"u8);
        pipe.Output.Write("e\r"u8);
        pipe.Output.UnflushedBytes.Should().Be(4);
        (await pipe.Output.FlushAsync()).IsCompleted.Should().BeFalse();
        await UntilAsync("echo: one\r\n$ ");

        await using (Stream stream = terminal.AsStream())
        {
            await stream.WriteAsync("two\r"u8.ToArray());
            await stream.FlushAsync();
            byte[] buffer = new byte["two\r\necho: two\r\n$ ".Length];
            await stream.ReadExactlyAsync(buffer).AsTask().WaitAsync(TerminalPlatform.Patience);
            Encoding.UTF8.GetString(buffer).Should().Be("two\r\necho: two\r\n$ ");
        }

        await terminal.WriteAsync("exit\r");
        (await terminal.ReadToEndAsync()).Should().Contain("exited", "disposing the stream closed nothing");
        (await pipe.Output.WriteAsync("late"u8.ToArray())).IsCompleted.Should().BeTrue();

        async Task UntilAsync(string text)
        {
            while (true)
            {
                ReadResult result = await pipe.Input.ReadAsync().AsTask().WaitAsync(TerminalPlatform.Patience);
                bool there = Encoding.UTF8.GetString(result.Buffer).Contains(text, StringComparison.Ordinal);
                pipe.Input.AdvanceTo(there ? result.Buffer.End : result.Buffer.Start, result.Buffer.End);
                if (there)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task A_cancelled_flush_is_not_an_end_and_a_completed_writer_accepts_nothing()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.ReadUntilAsync("$ ");

        terminal.Output.CancelPendingFlush();
        (await terminal.Output.WriteAsync("lost"u8.ToArray())).IsCanceled.Should().BeTrue();
        terminal.Output.Write("x\r"u8);
        await terminal.Output.CompleteAsync();

        (await terminal.ReadUntilAsync("echo: ")).Should().NotContain("lost");
        FluentActions.Invoking(() => terminal.Output.GetMemory()).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task One_reader_at_a_time()
    {
        await using TerminalPlatform platform =
            await TerminalPlatform.StartAsync(program => new TaskCompletionSource().Task.WaitAsync(program.Ended));
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        using CancellationTokenSource cancel = new();
        byte[] buffer = new byte[10];

        Task<int> first = terminal.ReadAsync(new byte[10], cancel.Token).AsTask();
        first.IsCompleted.Should().BeFalse();
        await FluentActions.Awaiting(() => terminal.ReadAsync(buffer).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        await FluentActions.Awaiting(() => terminal.ReadToEndAsync()).Should().ThrowAsync<InvalidOperationException>();
        await FluentActions.Awaiting(() => terminal.Input.ReadAsync().AsTask()).Should().ThrowAsync<InvalidOperationException>();
        await cancel.CancelAsync();

        (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first)).CancellationToken.Should().Be(cancel.Token);
    }

    [Fact]
    public async Task A_cancelled_read_loses_nothing()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.ReadUntilAsync("$ ");

        for (int i = 0; i < 20; i++)
        {
            using CancellationTokenSource cancel = new();
            Task<int> read = terminal.ReadAsync(new byte[1], cancel.Token).AsTask();
            await cancel.CancelAsync();
            await FluentActions.Awaiting(() => read).Should().ThrowAsync<OperationCanceledException>();
        }

        await terminal.WriteAsync("here\r");
        (await terminal.ReadUntilAsync("echo: here")).Should().StartWith("here");
    }

    [Fact]
    public async Task Concurrent_writes_are_sent_one_after_the_other()
    {
        const int size = 100_000;
        byte[] seen = new byte[8 * size];
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(async program =>
        {
            for (int at = 0; at < seen.Length && await program.ReadAsync() is { } input; at += input.Keys.Length)
            {
                input.Keys.CopyTo(seen.AsMemory(at));
            }
        });
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => terminal.WriteAsync(Enumerable.Repeat((byte)('a' + i), size).ToArray()).AsTask())));
        await terminal.EndAsync();

        seen.Chunk(size).Should().AllSatisfy(chunk => chunk.Distinct().Should().ContainSingle());
        seen.Distinct().Should().HaveCount(8);
    }

    [Fact]
    public async Task Several_clients_share_one_terminal()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        await using Terminal one = await platform.Session.OpenTerminalAsync();
        await one.ReadUntilAsync("$ ");
        await using Terminal two = await platform.Session.OpenTerminalAsync();
        (await two.ReadUntilAsync("$ ")).Should().StartWith("\x1b[H\x1b[2J");

        await one.WriteAsync("from one\r");
        await one.ReadUntilAsync("echo: from one\r\n$ ");
        await two.ReadUntilAsync("echo: from one\r\n$ ");
        await two.WriteAsync("exit\r");

        (await one.ReadToEndAsync()).Should().EndWith("exited (code=0, signal=0)");
        (await two.ReadToEndAsync()).Should().EndWith("exited (code=0, signal=0)");
        platform.Lap.Counters.TerminalProgramsStarted.Should().Be(1);
    }

    private static byte[] Text(int length)
    {
        byte[] bytes = new byte[length];
        byte[] pattern = Encoding.UTF8.GetBytes("0123456789 äöü € 🙂\r\n\x1b[31mred\x1b[0m ");
        Random random = new(7);
        int at = 0;
        while (at + pattern.Length + 8 <= length)
        {
            pattern.CopyTo(bytes, at);
            at += pattern.Length;
            Encoding.ASCII.GetBytes(random.Next(10_000_000).ToString("00000000",
                System.Globalization.CultureInfo.InvariantCulture)).CopyTo(bytes, at);
            at += 8;
        }

        bytes.AsSpan(at).Fill((byte)'.');
        return bytes;
    }
}
