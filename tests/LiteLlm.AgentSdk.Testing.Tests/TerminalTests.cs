using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

public sealed class TerminalTests
{
    private const string Exited = "[bridge] process exited (code=0, signal=0)";

    [Theory]
    [InlineData("claude-code", true)]
    [InlineData("codex", true)]
    [InlineData("hermes", true)]
    [InlineData("gemini", true)]
    [InlineData("claude-agent-sdk", false)]
    [InlineData("opencode", false)]
    public async Task Sessions_of_terminal_harnesses_have_an_address_and_a_token(string harness, bool terminal)
    {
        await using Caller caller = await Caller.StartAsync();
        JsonElement session = await caller.GetAsync(await caller.SessionAsync(harness));

        session.GetProperty("supports_tui").GetBoolean().Should().Be(terminal);
        session.GetProperty("tty_url").ValueKind.Should().Be(terminal ? JsonValueKind.String : JsonValueKind.Null);
        session.GetProperty("tty_token").ValueKind.Should().Be(terminal ? JsonValueKind.String : JsonValueKind.Null);
        if (terminal)
        {
            string sandbox = session.GetProperty("sandbox_url").GetString()!;
            session.GetProperty("tty_url").GetString().Should().Be($"ws{sandbox["http".Length..]}/tty", "both lead to the same terminal");
        }
    }

    [Fact]
    public async Task A_session_in_creation_has_neither_address_nor_token()
    {
        await using Caller caller =
            await Caller.StartAsync(configure: options => options.StartupPhases.Add(new(null, TimeSpan.FromHours(1))));
        string agent = await caller.AgentAsync("codex");
        JsonElement session = await caller.JsonAsync("POST", $"{Caller.Agents}/{agent}/session", "{}");

        session.GetProperty("supports_tui").GetBoolean().Should().BeTrue();
        session.GetProperty("tty_url").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("right header", true)]
    [InlineData("right query", true)]
    [InlineData("both right", true)]
    [InlineData("right header, wrong query", true)]
    [InlineData("wrong header, right query", false)]
    [InlineData("wrong query", false)]
    [InlineData("the platform's key", false)]
    [InlineData("neither", false)]
    public async Task The_token_opens_a_terminal(string how, bool opens)
    {
        await using Caller caller = await Caller.StartAsync();
        (string address, string token) = await AddressAsync(caller);
        string? query =
            how switch
            {
                "right query" or "both right" or "wrong header, right query" => token,
                "wrong query"
            or "right header, wrong query" => "no",
                _ => null
            };
        string? header = how switch
        {
            "right header" or "both right" or "right header, wrong query" => $"Bearer {token}",
            "wrong header, right query" => "Bearer no",
            "the platform's key" => $"Bearer {caller.Lap.ApiKey}",
            _ => null,
        };

        Func<Task<RawTerminal>> open = () => RawTerminal.OpenAsync(address + (query is null ? "" : $"?token={query}"), header);

        if (opens)
        {
            using RawTerminal terminal = await open();
            await terminal.UntilAsync("$ ");
        }
        else
        {
            (await open.Should().ThrowAsync<WebSocketException>()).WithMessage("*401*");
        }
    }

    [Fact]
    public async Task Refusals_are_in_the_harnesss_words()
    {
        await using Caller caller = await Caller.StartAsync();
        (string address, string token) = await AddressAsync(caller);
        string path = new Uri(address).AbsolutePath;

        (HttpStatusCode Status, string Body, HttpResponseMessage Response) refused =
            await caller.SendAsync("GET", path + "?token=" + token);
        (refused.Status, refused.Body).Should().Be((HttpStatusCode.Unauthorized, "unauthorized"),
            "the platform's key, in the header, beats the right token");

        caller.Http.DefaultRequestHeaders.Authorization = null;
        (await caller.SendAsync("GET", path + "?token=" + token)).Status.Should().Be(HttpStatusCode.UpgradeRequired);
        (await caller.SendAsync("GET", "/sandbox/sessions/nobody/tty")).Status.Should().Be(HttpStatusCode.BadGateway);
    }

    [Fact]
    public async Task It_starts_as_100_by_30_and_is_resized_by_that_text_frame_alone()
    {
        var sizes = new List<string>();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Caller caller = await Caller.StartAsync(configure: options => options.Terminal = async program =>
        {
            sizes.Add($"{program.Columns}x{program.Rows}");
            started.SetResult();
            while (await program.ReadAsync() is { } input)
            {
                sizes.Add(input.IsResize ? $"{input.Columns}x{input.Rows}" : input.Text);
                if (input.Text == "done")
                {
                    done.SetResult();
                }
            }
        });
        using RawTerminal terminal = await OpenAsync(caller);
        string[] keystrokes =
        [
            """{"type":"resize","cols":0,"rows":24}""", """{"type":"resize","cols":80}""", """{"type":"resize","cols":"80","rows":"24"}""",
            """{"type":"resize","cols":80.5,"rows":24}""", """{"type":"size","cols":80,"rows":24}""", "[1]", "{", "äöü",
        ];

        await started.Task.WaitAsync(Caller.Patience);
        foreach (string keys in keystrokes)
        {
            await terminal.SendAsync(keys);
        }

        await terminal.SendAsync("""{"type":"resize","cols":81,"rows":25}""", WebSocketMessageType.Binary);
        await terminal.SendAsync("""{"type":"resize","cols":82,"rows":2600}""");
        await terminal.SendAsync("done", WebSocketMessageType.Binary);
        await done.Task.WaitAsync(Caller.Patience);

        sizes.Should().Equal(["100x30", .. keystrokes, """{"type":"resize","cols":81,"rows":25}""", "82x2600", "done"]);
    }

    [Fact]
    public async Task Output_is_sent_in_text_frames_of_27_KB_at_most_with_whole_characters()
    {
        string text = string.Concat(Enumerable.Repeat("aä€🙂", 20_000));
        await using Caller caller = await Caller.StartAsync(configure: options => options.Terminal = async program =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            await program.WriteAsync(bytes.AsMemory(0, 100_001));
            await program.WriteAsync(bytes.AsMemory(100_001));
        });
        using RawTerminal terminal = await OpenAsync(caller);

        (await terminal.LastAsync()).Should().Be(Exited);

        terminal.Seen.Should().Be(text + Exited);
        terminal.Frames.Max().Should().BeInRange(20_000, 27 * 1024);
    }

    [Fact]
    public async Task A_program_ends_after_its_last_output_and_the_next_client_gets_a_new_program()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync("claude-code");
        using (RawTerminal terminal = await OpenAsync(caller, session))
        {
            await terminal.SendAsync("exit\r");
            (await terminal.LastAsync()).Should().Be(Exited);
            terminal.Socket.CloseStatus.Should().Be(WebSocketCloseStatus.NormalClosure, "a close without a code counts as normal");
        }

        using RawTerminal again = await OpenAsync(caller, session);
        (await again.NextAsync()).Should().Be("$ ");
        caller.Lap.Counters.TerminalProgramsStarted.Should().Be(2);
    }

    [Fact]
    public async Task A_program_that_throws_has_ended()
    {
        await using Caller caller =
            await Caller.StartAsync(configure: options => options.Terminal = _
            => throw new InvalidOperationException("The script's own trouble."));
        using RawTerminal terminal = await OpenAsync(caller);

        (await terminal.LastAsync()).Should().Be(Exited);
    }

    [Fact]
    public async Task A_program_outlives_its_clients_and_a_new_client_sees_its_screen()
    {
        var go = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        await using Caller caller = await Caller.StartAsync(configure: options => options.Terminal = async program =>
        {
            await program.WriteAsync("before ");
            await go.Task.WaitAsync(program.Ended);
            await program.WriteAsync(new string('x', 300_000) + " nobody there");
            gone.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(program.Ended);
        });
        string session = await caller.SessionAsync("claude-code");
        using (RawTerminal terminal = await OpenAsync(caller, session))
        {
            await terminal.UntilAsync("before ");
            caller.Lap.Counters.OpenTerminals.Should().Be(1);
        }

        await caller.Lap.WaitForOpenTerminalsAsync(0).WaitAsync(Caller.Patience);
        go.SetResult();
        await gone.Task.WaitAsync(Caller.Patience);

        using RawTerminal again = await OpenAsync(caller, session);
        await again.UntilAsync("nobody there");
        again.Seen.Should().StartWith("\x1b[H\x1b[2Jx");
        again.Seen.Length.Should().BeLessThan(70_000, "the screen contains only the end");
        caller.Lap.Counters.TerminalProgramsStarted.Should().Be(1);
    }

    [Fact]
    public async Task Several_clients_see_the_same_and_the_last_size_counts()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync("gemini");
        using RawTerminal one = await OpenAsync(caller, session);
        await one.UntilAsync("$ ");
        using RawTerminal two = await OpenAsync(caller, session);
        await two.UntilAsync("$ ");

        await one.SendAsync("""{"type":"resize","cols":90,"rows":20}""");
        await one.UntilAsync("[90x20]");
        await two.SendAsync("""{"type":"resize","cols":60,"rows":10}""");
        await one.UntilAsync("[60x10]");
        await two.UntilAsync("[60x10]");
    }

    [Fact]
    public async Task The_shell_edits_lines()
    {
        await using Caller caller = await Caller.StartAsync();
        using RawTerminal terminal = await OpenAsync(caller);

        await terminal.SendAsync("ab\x7f\x7f\x7f" + "c\n");
        await terminal.UntilAsync("echo: c\r\n$ ");
        await terminal.SendAsync("\x4");

        (await terminal.LastAsync()).Should().Be(Exited);
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(1008)]
    public async Task Connections_are_closed_with_a_code_and_the_program_continues(int code)
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync("claude-code");
        using RawTerminal terminal = await OpenAsync(caller, session);
        await terminal.UntilAsync("$ ");

        caller.Lap.CloseTerminals(session, code);

        (await terminal.NextAsync()).Should().BeNull();
        ((int?)terminal.Socket.CloseStatus).Should().Be(code);
        using RawTerminal again = await OpenAsync(caller, session);
        await again.UntilAsync("$ ");
        caller.Lap.Counters.TerminalProgramsStarted.Should().Be(1);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("sandbox lost")]
    [InlineData("idle")]
    [InlineData("cut after frames")]
    [InlineData("cut after bytes")]
    public async Task Connections_break_without_a_close_frame(string how)
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync("claude-code");
        caller.Lap.Faults.Add(how == "cut after bytes" ? Fault.CutAfterBytes(3).On("GET", "/tty")
            : Fault.CutAfterEvents(how == "cut after frames" ? 2 : 1000).On("GET", "/tty"));
        using RawTerminal terminal = await OpenAsync(caller, session);
        await terminal.UntilAsync("$ ");
        switch (how)
        {
            case "drop":
                caller.Lap.DropTerminals(session);
                break;
            case "sandbox lost":
                caller.Lap.KillSandbox(session);
                break;
            case "idle":
                caller.Lap.EndSession(session);
                break;
            default:
                await terminal.SendAsync("x");
                break;
        }

        (await FluentActions.Awaiting(terminal.LastAsync).Should().ThrowAsync<WebSocketException>())
            .Which.WebSocketErrorCode.Should().Be(WebSocketError.ConnectionClosedPrematurely);
        await caller.Lap.WaitForOpenTerminalsAsync(0).WaitAsync(Caller.Patience);
    }

    [Fact]
    public async Task Faults_close_stall_and_refuse_connections()
    {
        var release = new TaskCompletionSource();
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync("claude-code");
        caller.Lap.Faults
            .Add(Fault.CloseTerminal(1008).InSession(session).On("GET", "/tty"))
            .Add(Fault.CloseTerminal(1001, frames: 1).InSession(session).On("GET", "/tty"))
            .Add(Fault.Status(503).On("GET", "/tty"))
            .Add(Fault.Stall(release.Task).On("GET", "/tty"));
        using (RawTerminal refused = await OpenAsync(caller, session))
        {
            (await refused.NextAsync()).Should().BeNull();
            ((int?)refused.Socket.CloseStatus).Should().Be(1008);
        }

        using (RawTerminal restarted = await OpenAsync(caller, session))
        {
            (await restarted.NextAsync()).Should().Contain("$ ");
            (await restarted.NextAsync()).Should().BeNull();
            ((int?)restarted.Socket.CloseStatus).Should().Be(1001);
        }

        await FluentActions.Awaiting(() => OpenAsync(caller, session)).Should().ThrowAsync<WebSocketException>().WithMessage("*503*");
        using RawTerminal stalled = await OpenAsync(caller, session);
        Task<string?> next = stalled.NextAsync();
        next.IsCompleted.Should().BeFalse();
        release.SetResult();
        (await next).Should().Contain("$ ");
    }

    [Fact]
    public async Task A_restart_changes_the_token_and_a_message_is_still_answered()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync("hermes");
        (_, string before) = await AddressAsync(caller, session);

        await caller.Lap.RestartAsync(session);

        (_, string after) = await AddressAsync(caller, session);
        after.Should().NotBe(before);
        JsonElement reply = await caller.MessageAsync(session, "hello");
        reply.GetProperty("text").GetString().Should().StartWith("this is a TUI harness");
        reply.TryGetProperty("info", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_program_that_does_not_listen_does_not_keep_the_platform_alive()
    {
        Caller caller = await Caller.StartAsync(configure: options => options.Terminal = _ => new TaskCompletionSource().Task);
        using RawTerminal terminal = await OpenAsync(caller);

        await caller.DisposeAsync().AsTask().WaitAsync(Caller.Patience);

        await FluentActions.Awaiting(terminal.NextAsync).Should().ThrowAsync<WebSocketException>();
    }

    private static async Task<RawTerminal> OpenAsync(Caller caller, string? session = null)
    {
        (string address, string token) = await AddressAsync(caller, session);
        return await RawTerminal.OpenAsync($"{address}?token={token}", $"Bearer {token}");
    }

    private static async Task<(string Address, string Token)> AddressAsync(Caller caller, string? session = null)
    {
        JsonElement snapshot = await caller.GetAsync(session ?? await caller.SessionAsync("claude-code"));
        return (snapshot.GetProperty("tty_url").GetString()!, snapshot.GetProperty("tty_token").GetString()!);
    }
}
