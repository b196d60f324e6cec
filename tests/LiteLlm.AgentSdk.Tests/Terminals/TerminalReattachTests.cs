using System.Net.WebSockets;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Terminals;

public class TerminalReattachTests
{
    private static readonly HealingOptions Prompt = new() { BaseDelay = TimeSpan.Zero, MaxAttempts = 5 };

    [Fact]
    public async Task A_lost_connection_is_reopened_with_the_same_screen_and_the_current_size()
    {
        Told told = new();
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        await using Terminal terminal = await platform.Session.OpenTerminalAsync(new() { Reattached = told });
        await terminal.ResizeAsync(77, 33);
        await terminal.ReadUntilAsync("[77x33]");
        await terminal.WriteAsync("before\r");
        await terminal.ReadUntilAsync("echo: before\r\n$ ");

        platform.Lap.DropTerminals(platform.Session.Id);
        (await terminal.ReadUntilAsync("\x1b[H\x1b[2J")).Should().StartWith("\x1b[H\x1b[2J", "the screen is drawn again");
        await terminal.WriteAsync("after\r");
        await terminal.ReadUntilAsync("echo: after");

        TerminalReattached once = told.All.Should().ContainSingle().Subject;
        once.Should().BeEquivalentTo(new { SessionId = platform.Session.Id, Count = 1, Attempts = 1 });
        once.Lost.Reason.Should().Be(TerminalEndReason.Dropped);
        terminal.Reattachments.Should().Be(1);
        terminal.Completion.IsCompleted.Should().BeFalse();
        platform.Lap.Counters.TerminalProgramsStarted.Should().Be(1);
        platform.Lap.Counters.RequestsTo("GET", "/sessions/{id}").Should().BePositive("the session is fetched first");
    }

    [Fact]
    public async Task The_next_connection_begins_with_the_size()
    {
        List<string> firsts = [];
        TaskCompletionSource drop = new();
        Func<HttpContext, Task> server = SocketStub.Play(async (socket, context) =>
        {
            lock (firsts)
            {
                firsts.Add("");
            }

            int index = firsts.Count - 1;
            firsts[index] = Encoding.UTF8.GetString((await SocketStub.ReadAsync(socket)).Bytes);
            if (index == 0)
            {
                await SocketStub.ReadAsync(socket);
                context.Abort();
                return;
            }

            await socket.SendAsync("there"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
            await SocketStub.ReadAsync(socket);
        });
        await using KestrelStub stub = await SocketStub.StartAsync(server);
        using AgentPlatformClient client = SocketStub.Client(stub, options => options.Healing = Prompt);
        await using Terminal terminal = await SocketStub.Session(client, stub).OpenTerminalAsync();

        await terminal.ResizeAsync(50, 20);
        await terminal.ReadUntilAsync("there");

        firsts.Should().Equal("""{"type":"resize","cols":100,"rows":30}""", """{"type":"resize","cols":50,"rows":20}""");
    }

    [Fact]
    public async Task A_restarted_session_is_reattached_with_its_new_token()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(configure: options => options.Healing = Prompt);
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.ReadUntilAsync("$ ");
        string? before = platform.Session.TtyToken;

        await platform.Lap.RestartAsync(platform.Session.Id);
        await terminal.ReadUntilAsync("$ ");

        platform.Session.TtyToken.Should().NotBe(before);
        terminal.Reattachments.Should().Be(1);
    }

    [Fact]
    public async Task A_terminal_is_reattached_after_a_pod_restart_and_the_loss_is_reported()
    {
        Told told = new();
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(configure: options => options.Healing = Prompt);
        await using Terminal terminal = await platform.Session.OpenTerminalAsync(new() { Reattached = told });
        await terminal.ReadUntilAsync("$ ");

        platform.Lap.CloseTerminals(platform.Session.Id, 1001);
        await terminal.ReadUntilAsync("$ ");

        told.All.Should().ContainSingle().Which.Lost.Should().BeEquivalentTo(new
        {
            Reason = TerminalEndReason.PodRestarted,
            CloseCode = (int?)1001
        });
    }

    [Theory]
    [InlineData("exit\r", null, TerminalEndReason.ProgramEnded)]
    [InlineData("", 1008, TerminalEndReason.Refused)]
    [InlineData("", 1005, TerminalEndReason.ServerClosed)]
    public async Task Other_ends_are_not_reattached(string keys, int? code, TerminalEndReason reason)
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(configure: options => options.Healing = Prompt);
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.WriteAsync(keys);
        await terminal.ReadUntilAsync("$ ");
        if (code is { } close)
        {
            platform.Lap.CloseTerminals(platform.Session.Id, close);
        }

        await terminal.ReadToEndAsync();

        (await terminal.EndAsync()).Reason.Should().Be(reason);
        platform.Lap.Counters.RequestsTo("GET", "/tty").Should().Be(1);
        platform.Lap.Counters.TerminalProgramsStarted.Should().Be(1);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(null, false)]
    public async Task Reattaching_can_be_disabled(bool? reattach, bool healing)
    {
        await using TerminalPlatform platform =
            await TerminalPlatform.StartAsync(configure: options => options.Healing = new() { Enabled = healing });
        await using Terminal terminal = await platform.Session.OpenTerminalAsync(new() { Reattach = reattach });
        await terminal.ReadUntilAsync("$ ");

        platform.Lap.DropTerminals(platform.Session.Id);
        await terminal.ReadToEndAsync();

        (await terminal.EndAsync()).Reason.Should().Be(TerminalEndReason.Dropped);
        platform.Lap.Counters.RequestsTo("GET", "/tty").Should().Be(1);
    }

    [Fact]
    public async Task A_dead_session_ends_the_terminal_with_the_reason()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(configure: options => options.Healing = Prompt);
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.ReadUntilAsync("$ ");

        platform.Lap.EndSession(platform.Session.Id);
        await terminal.ReadToEndAsync();

        TerminalEnd end = await terminal.EndAsync();
        end.Reason.Should().Be(TerminalEndReason.SessionEnded);
        end.Error.Should().BeOfType<SessionFailedException>().Which.Status.Should().Be(SessionStatus.Dead);
    }

    [Fact]
    public async Task A_deleted_session_ends_the_terminal()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(configure: options => options.Healing = Prompt);
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.ReadUntilAsync("$ ");
        platform.Lap.Faults.Add(Fault.Status(404, """{"error":"session not found"}""").On("GET", "/sessions/{id}"));

        platform.Lap.DropTerminals(platform.Session.Id);
        await terminal.ReadToEndAsync();

        (await terminal.EndAsync()).Should().Match<TerminalEnd>(end =>
            end.Reason == TerminalEndReason.SessionEnded && end.Error is AgentPlatformNotFoundException);
    }

    [Fact]
    public async Task A_token_that_is_refused_on_reattaching_ends_the_terminal()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(configure: options => options.Healing = Prompt);
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.ReadUntilAsync("$ ");
        platform.Lap.Faults.Add(Fault.Status(401).On("GET", "/tty"));

        platform.Lap.DropTerminals(platform.Session.Id);
        await terminal.ReadToEndAsync();

        TerminalEnd end = await terminal.EndAsync();
        end.Reason.Should().Be(TerminalEndReason.Refused);
        end.Error.Should().BeOfType<AgentPlatformAuthenticationException>();
    }

    [Fact]
    public async Task Attempts_to_reattach_have_pauses_and_a_limit()
    {
        ManualTimeProvider time = new();
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(configure: options =>
        {
            options.TimeProvider = time;
            options.Healing = new() { MaxAttempts = 3, BaseDelay = TimeSpan.FromSeconds(4), MaxDelay = TimeSpan.FromSeconds(8) };
        });
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.ReadUntilAsync("$ ");
        platform.Lap.Faults.Add(Fault.Status(503).On("GET", "/tty").Forever());

        platform.Lap.DropTerminals(platform.Session.Id);
        await platform.Lap.Faults.WaitForFiredAsync(1).WaitAsync(TerminalPlatform.Patience);
        await PauseAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        await platform.Lap.Faults.WaitForFiredAsync(2).WaitAsync(TerminalPlatform.Patience);
        await PauseAsync(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));

        await terminal.ReadToEndAsync().WaitAsync(TerminalPlatform.Patience);
        TerminalEnd end = await terminal.EndAsync();
        end.Reason.Should().Be(TerminalEndReason.Dropped);
        end.Error.Should().BeOfType<AgentPlatformSandboxException>();
        platform.Lap.Faults.Fired.Should().Be(3);

        async Task PauseAsync(TimeSpan least, TimeSpan most)
        {
            // The timer of the request may still be among them.
            TimeSpan pause;
            do
            {
                await time.WaitForTimersAsync().WaitAsync(TerminalPlatform.Patience);
                pause = time.Pending.FirstOrDefault(due => due <= most);
                await Task.Yield();
            }
            while (pause == default);
            pause.Should().BeGreaterThanOrEqualTo(least);
            time.Advance(pause);
        }
    }

    [Fact]
    public async Task Data_that_is_written_while_reattaching_waits_and_arrives_once()
    {
        TaskCompletionSource release = new();
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(configure: options => options.Healing = Prompt);
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.ReadUntilAsync("$ ");
        platform.Lap.Faults.Add(Fault.Stall(release.Task).On("GET", "/sessions/{id}"));
        platform.Lap.DropTerminals(platform.Session.Id);
        await platform.Lap.Faults.WaitForFiredAsync(1).WaitAsync(TerminalPlatform.Patience);

        Task writing = terminal.WriteAsync("patience\r").AsTask();
        Task resizing = terminal.ResizeAsync(60, 6);
        await resizing;
        writing.IsCompleted.Should().BeFalse();
        release.SetResult();
        await writing.WaitAsync(TerminalPlatform.Patience);

        string all = await terminal.ReadUntilAsync("echo: patience");
        all.Split("echo: patience").Should().HaveCount(2);
        all.Should().Contain("[60x6]");
    }

    [Fact]
    public async Task Closing_ends_the_attempts_to_reattach()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        Terminal terminal = await platform.Session.OpenTerminalAsync();
        await terminal.ReadUntilAsync("$ ");
        platform.Lap.Faults.Add(Fault.Stall().On("GET", "/sessions/{id}"));
        platform.Lap.DropTerminals(platform.Session.Id);
        await platform.Lap.Faults.WaitForFiredAsync(1).WaitAsync(TerminalPlatform.Patience);
        Task writing = terminal.WriteAsync("never").AsTask();

        await terminal.DisposeAsync().AsTask().WaitAsync(TerminalPlatform.Patience);

        (await terminal.EndAsync()).Reason.Should().Be(TerminalEndReason.Closed);
        await FluentActions.Awaiting(() => writing).Should().ThrowAsync<TerminalEndedException>();
    }

    [Fact]
    public async Task An_observer_that_throws_does_no_harm()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync(configure: options => options.Healing = Prompt);
        await using Terminal terminal = await platform.Session.OpenTerminalAsync(new() { Reattached = new Told { Throws = true } });
        await terminal.ReadUntilAsync("$ ");

        platform.Lap.DropTerminals(platform.Session.Id);
        await terminal.ReadUntilAsync("$ ");

        terminal.Reattachments.Should().Be(1);
    }

    private sealed class Told : IProgress<TerminalReattached>
    {
        public List<TerminalReattached> All { get; } = [];

        public bool Throws { get; init; }

        public void Report(TerminalReattached value)
        {
            All.Add(value);
            if (Throws)
            {
                throw new InvalidOperationException("The observer's own trouble.");
            }
        }
    }
}
