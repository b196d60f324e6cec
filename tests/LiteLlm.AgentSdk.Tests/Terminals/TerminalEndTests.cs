using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Terminals;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Terminals;

public class TerminalEndTests
{
    private const string Exited = "[bridge] process exited (code=0, signal=0)";

    [Theory]
    [InlineData(1005, TerminalEndReason.ProgramEnded, Exited)]
    [InlineData(1005, TerminalEndReason.ProgramEnded, "bye\r\n[bridge] process exited (code=-1, signal=SIGHUP)\r\n\x1b[0m")]
    [InlineData(1005, TerminalEndReason.ProgramEnded, "[bri", "dge] process ex", "ited (code=0, sig", "nal=0)")]
    [InlineData(1005, TerminalEndReason.ProgramEnded, "[", "bridge] process exited (code=0, signal=0", ")")]
    [InlineData(1000, TerminalEndReason.ProgramEnded, Exited)]
    [InlineData(null, TerminalEndReason.ProgramEnded, Exited)]
    [InlineData(1001, TerminalEndReason.ProgramEnded, Exited)]
    [InlineData(1005, TerminalEndReason.ServerClosed, "hello")]
    [InlineData(1011, TerminalEndReason.ServerClosed, "hello")]
    [InlineData(1001, TerminalEndReason.PodRestarted, "hello")]
    [InlineData(1012, TerminalEndReason.PodRestarted, "hello")]
    [InlineData(1008, TerminalEndReason.Refused, "hello")]
    [InlineData(1008, TerminalEndReason.Refused, Exited)]
    [InlineData(null, TerminalEndReason.Dropped, "hello")]
    [InlineData(null, TerminalEndReason.Dropped, Exited + " said the log", "$ ")]
    public async Task Each_kind_of_end_has_its_reason(int? code, TerminalEndReason reason, params string[] frames)
    {
        await using KestrelStub stub = await SocketStub.StartAsync(SocketStub.Say(code, frames));
        using AgentPlatformClient client = SocketStub.Client(stub);
        await using Terminal terminal = await SocketStub.Session(client, stub).OpenTerminalAsync();

        (await terminal.ReadToEndAsync()).Should().Be(string.Concat(frames),
            "what came before the end is given, the server's last words too");

        TerminalEnd end = await terminal.EndAsync();
        end.Reason.Should().Be(reason);
        end.CloseCode.Should().Be(code == 1005 ? 1000 : code, ".NET does not tell a close without a code from one with 1000");
        end.ToString().Should().StartWith($"{reason}: ");
        (end.Error is not null).Should().Be(reason == TerminalEndReason.Dropped);
        (await terminal.ReadAsync(new byte[10])).Should().Be(0, "reading again returns the end again");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(41)]
    [InlineData(1000)]
    public void The_end_marker_is_recognized_wherever_it_is_cut(int size)
    {
        ExitMarker marker = new();
        byte[] all = Encoding.UTF8.GetBytes(new string('x', 700) + Exited);
        for (int at = 0; at < all.Length; at += size)
        {
            marker.IsSeen.Should().BeFalse();
            marker.Add(all.AsSpan(at, Math.Min(size, all.Length - at)));
        }

        marker.IsSeen.Should().BeTrue();
        marker.Add("$ "u8);
        marker.IsSeen.Should().BeFalse();
    }

    [Fact]
    public async Task Writing_after_the_end_is_refused()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.WriteAsync("exit\r");
        await terminal.ReadToEndAsync();

        TerminalEndedException failure = await Assert.ThrowsAsync<TerminalEndedException>(() => terminal.WriteAsync("late").AsTask());
        await Assert.ThrowsAsync<TerminalEndedException>(() => terminal.ResizeAsync(10, 10));

        failure.End.Reason.Should().Be(TerminalEndReason.ProgramEnded);
        failure.SessionId.Should().Be(platform.Session.Id);
        failure.MayHaveTakenEffect.Should().BeFalse();
    }

    [Fact]
    public async Task Opening_after_the_program_has_ended_starts_a_new_program()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        await using (Terminal terminal = await platform.Session.OpenTerminalAsync())
        {
            await terminal.WriteAsync("exit\r");
            await terminal.ReadToEndAsync();
        }

        await using Terminal again = await platform.Session.OpenTerminalAsync();
        (await again.ReadUntilAsync("$ ")).Should().Be("$ ");
        platform.Lap.Counters.TerminalProgramsStarted.Should().Be(2);
    }

    [Fact]
    public async Task Closing_does_not_end_the_program_or_its_screen()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.WriteAsync("one\r");
        await terminal.ReadUntilAsync("echo: one");
        await terminal.WriteAsync("half a li");
        await terminal.ReadUntilAsync("half a li");

        await terminal.DisposeAsync();
        await terminal.DisposeAsync();
        await platform.Lap.WaitForOpenTerminalsAsync(0).WaitAsync(TerminalPlatform.Patience);

        (await terminal.EndAsync()).Reason.Should().Be(TerminalEndReason.Closed);
        (await terminal.ReadToEndAsync()).Should().BeEmpty();
        (await Assert.ThrowsAsync<TerminalEndedException>(() =>
            terminal.WriteAsync("late").AsTask())).End.Reason.Should().Be(TerminalEndReason.Closed);
        await using Terminal again = await platform.Session.OpenTerminalAsync();
        await again.WriteAsync("ne\r");
        (await again.ReadUntilAsync("echo: half a line")).Should().Contain("echo: one");
        platform.Lap.Counters.TerminalProgramsStarted.Should().Be(1);
    }

    [Fact]
    public async Task Closing_sends_a_close_frame_to_the_server()
    {
        TaskCompletionSource<WebSocketCloseStatus?> closed = new();
        await using KestrelStub stub = await SocketStub.StartAsync(SocketStub.Play(async (socket, _) =>
        {
            await SocketStub.ReadAsync(socket);
            await SocketStub.ReadAsync(socket);
            closed.SetResult(socket.CloseStatus);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }));
        using AgentPlatformClient client = SocketStub.Client(stub);
        Terminal terminal = await SocketStub.Session(client, stub).OpenTerminalAsync();

        await Task.WhenAll(terminal.DisposeAsync().AsTask(), terminal.DisposeAsync().AsTask());

        (await closed.Task.WaitAsync(TerminalPlatform.Patience)).Should().Be(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task Closing_does_not_wait_long_for_the_servers_answer()
    {
        ManualTimeProvider time = new();
        TaskCompletionSource closing = new();
        await using KestrelStub stub = await SocketStub.StartAsync(SocketStub.Play(async (socket, context) =>
        {
            await SocketStub.ReadAsync(socket);
            await SocketStub.ReadAsync(socket);
            closing.SetResult();
            await Respond.Never()(context);
        }));
        using AgentPlatformClient client = SocketStub.Client(stub, options => options.TimeProvider = time);
        Terminal terminal = await SocketStub.Session(client, stub).OpenTerminalAsync();

        Task disposing = terminal.DisposeAsync().AsTask();
        await closing.Task.WaitAsync(TerminalPlatform.Patience);
        disposing.IsCompleted.Should().BeFalse();

        // A limit for sending the close frame, unless it was sent already, and a limit for the answer.
        while (!disposing.IsCompleted)
        {
            await Task.WhenAny(disposing, time.WaitForTimersAsync());
            time.Advance(TimeSpan.FromSeconds(2));
        }

        await disposing.WaitAsync(TerminalPlatform.Patience);
        (await terminal.EndAsync()).Reason.Should().Be(TerminalEndReason.Closed);
    }

    [Fact]
    public async Task Closing_does_not_wait_for_a_reader()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(async program =>
        {
            while (!program.Ended.IsCancellationRequested)
            {
                await program.WriteAsync(new string('x', 50_000), program.Ended);
            }
        });
        Terminal terminal = await platform.Session.OpenTerminalAsync();
        (await terminal.ReadAsync(new byte[1])).Should().Be(1);

        await terminal.DisposeAsync().AsTask().WaitAsync(TerminalPlatform.Patience);

        (await terminal.EndAsync()).Reason.Should().Be(TerminalEndReason.Closed);
    }

    [Fact]
    public async Task A_caller_that_no_longer_reads_still_learns_of_the_end()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(async program =>
        {
            await program.WriteAsync(new string('x', 5_000_000));
        });
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();

        await terminal.Input.CompleteAsync();

        (await terminal.EndAsync()).Reason.Should().Be(TerminalEndReason.ProgramEnded);
    }

    [Fact]
    public async Task A_test_can_derive_its_own_terminal()
    {
        await using StandIn terminal = new();

        terminal.Output.Write("hi"u8);
        await terminal.Output.FlushAsync();
        await terminal.WriteAsync(" there");

        terminal.Typed.Should().Be("hi there");
        FluentActions.Invoking(() => terminal.Columns).Should().Throw<InvalidOperationException>().WithMessage("*StandIn*");
    }

    private sealed class StandIn : Terminal
    {
        public string Typed { get; private set; } = "";

        public override Task<TerminalEnd> Completion { get; } = new TaskCompletionSource<TerminalEnd>().Task;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> keys, CancellationToken cancellationToken = default)
        {
            Typed += Encoding.UTF8.GetString(keys.Span);
            return default;
        }
    }
}
