namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

/// <summary>The ways out of a turn and of the chat, in a real terminal.</summary>
public sealed class ChatLeavingTests
{
    [TerminalFact]
    public async Task Ctrl_C_aborts_the_turn_and_the_chat_continues()
    {
        TaskCompletionSource never = new();
        await using LapScreen lap = await LapScreen.StartAsync(turn => turn.TurnNumber == 1
            ? Steps(TurnStep.Text("Counting: one, two, "), TurnStep.Wait(never.Task))
            : Steps(TurnStep.Text("Here again.")));

        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync(">");
        await lap.Screen.EnterAsync("count");
        await lap.Screen.WaitForAsync("one,");
        await lap.Screen.TypeAsync("\u0003");
        await lap.Screen.WaitForAsync("The turn was aborted.");
        await lap.Screen.EnterAsync("and now?");
        await lap.Screen.WaitForAsync("Here again.");
        lap.Platform.Counters.TurnsStartedIn(lap.Session.Id).Should().Be(2);
    }

    [TerminalFact]
    public async Task A_second_Ctrl_C_leaves_and_restores_the_terminal()
    {
        TaskCompletionSource never = new();
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("Counting: "), TurnStep.Wait(never.Task)));
        lap.Platform.Faults.Add(Fault.Status(500).On("POST", "/abort").Forever());

        await lap.WatchAsync(lap.Chat());
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("count");
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(TmuxScreen.Patience);
        await lap.Screen.TypeAsync("\u0003");
        await lap.Screen.WaitForAsync("The turn could not be aborted");
        await lap.Screen.TypeAsync("\u0003");
        (await lap.WaitForEndAsync()).Should().Contain("exit=130").And.Contain($"lap --resume {lap.Session.Id}");
    }

    [TerminalFact]
    public async Task An_abort_without_an_answer_does_not_block()
    {
        TaskCompletionSource never = new();
        await using LapScreen lap =
            await LapScreen.StartAsync(turn => turn.TurnNumber == 1 ? Steps(TurnStep.Wait(never.Task))
            : Steps(TurnStep.Text("Here again.")));
        lap.Platform.Faults.Add(Fault.Stall(never.Task).On("POST", "/abort"));
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("wait");
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(TmuxScreen.Patience);
        await lap.Screen.TypeAsync("\u0003");
        await lap.Screen.WaitForAsync("The turn was aborted.");
        await lap.Screen.EnterAsync("and now?");
        await lap.Screen.WaitForAsync("Here again.");
    }

    [TerminalTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ctrl_C_stops_waiting_for_a_turn_that_was_not_seen(bool isStreamed)
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("Hello.")));
        lap.Platform.Faults.Add(Fault.HtmlPage(502).On("POST", isStreamed ? "/message_stream" : "/message"));
        await lap.Screen.EnterAsync(lap.Chat(isStreamed ? "" : "--no-stream"));
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("hello");
        await lap.Screen.WaitForAsync(screen => screen.Replace('\n', ' ').Contains(
            "The platform returned 502; looking for the turn, up to 10 min; Ctrl-C stops waiting.", StringComparison.Ordinal), "the loss");
        await lap.Screen.TypeAsync("\u0003");
        string screen = await lap.Screen.WaitForAsync(screen => screen.EndsWith("\n\n>", StringComparison.Ordinal), "the prompt");
        screen.Should().Contain("Stopped waiting. It is unknown whether the message has started a turn").And.NotContain("continues");
        await lap.Screen.EnterAsync("/id");
        await lap.Screen.WaitForAsync("\n" + lap.Session.Id);
        lap.Platform.Counters.TurnsStarted.Should().Be(0);
    }

    [TerminalFact]
    public async Task Ctrl_D_leaves_a_turn_running()
    {
        TaskCompletionSource mayEnd = new();
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Wait(mayEnd.Task), TurnStep.Text("Done.")));
        await lap.WatchAsync(lap.Chat());
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("work");
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(TmuxScreen.Patience);
        await lap.Screen.TypeAsync("\u0004");
        (await lap.WaitForEndAsync()).Should().Contain("The turn continues in the session.").And.Contain("exit=0");
        lap.Platform.Counters.TurnsEndedIn(lap.Session.Id).Should().Be(0);
        mayEnd.SetResult();
        await lap.Platform.WaitForTurnsEndedAsync(1).WaitAsync(TmuxScreen.Patience);
    }

    [TerminalFact]
    public async Task Ctrl_D_leaves_the_session_alive()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("Hello.")));
        await lap.WatchAsync(lap.Chat());
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.TypeAsync("\u0004");
        (await lap.WaitForEndAsync()).Should().Contain("exit=0").And.Contain($"  lap --resume {lap.Session.Id}");
        lap.Platform.GetStatus(lap.Session.Id).Should().Be("ready");
    }

    [TerminalTheory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_and_the_terminal_is_as_it_was(string signal)
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("Hello.")));
        await lap.WatchAsync(lap.Chat());
        await lap.Screen.WaitForAsync(screen => screen.EndsWith('>'), "the prompt");
        string mode = await lap.ModeAsync();
        await lap.KillAsync(signal);
        await lap.WaitForEndAsync();
        mode.Should().NotBe(await File.ReadAllTextAsync(lap.Screen.Folder + "/before"), "the chat reads keys, not lines");
    }
}
