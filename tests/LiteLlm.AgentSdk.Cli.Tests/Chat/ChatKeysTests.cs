namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

/// <summary>Keys and commands of the chat, in a real terminal.</summary>
public sealed class ChatKeysTests
{
    [TerminalFact]
    public async Task Escape_aborts_the_turn_and_drops_no_key()
    {
        TaskCompletionSource never = new();
        await using LapScreen lap = await LapScreen.StartAsync(turn => turn.TurnNumber == 1
            ? Steps(TurnStep.Text("Counting: "), TurnStep.Wait(never.Task))
            : Steps(TurnStep.Text("You said " + turn.Text)));
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("count");
        await lap.Screen.WaitForAsync("Counting:");
        await lap.Screen.TypeAsync("\u001b");
        string screen = await lap.Screen.WaitForAsync("The turn was aborted.");
        screen.Split("The turn was aborted.").Should().HaveCount(2, "it is reported once");
        await lap.Screen.EnterAsync("xyz");
        await lap.Screen.WaitForAsync("You said xyz");
    }

    [TerminalFact]
    public async Task The_history_of_input_is_kept_for_the_next_run_and_can_be_searched()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("You said " + turn.Text)));
        string home = Path.Combine(lap.Screen.Folder, "home");
        string chat = lap.Chat().Replace("env ", $"env HOME={home} ", StringComparison.Ordinal);
        Directory.CreateDirectory(home);
        await lap.Screen.EnterAsync(chat);
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("first question");
        await lap.Screen.WaitForAsync("You said first question");
        await lap.Screen.EnterAsync("second");
        await lap.Screen.WaitForAsync("You said second");
        await lap.Screen.EnterAsync("/quit");
        await lap.Screen.WaitForAsync("lap sessions rm");
        await lap.Screen.EnterAsync("clear");
        await lap.Screen.WaitForAsync(screen => !screen.Contains("You said", StringComparison.Ordinal), "a clear screen");
        await lap.Screen.EnterAsync(chat + " --quiet");
        await lap.Screen.WaitForAsync(screen => screen.EndsWith("\n>", StringComparison.Ordinal), "the prompt");
        await lap.Screen.TypeAsync("quest\u0012");
        await lap.Screen.WaitForAsync("> first question");
        string file = Directory.GetFiles(Path.Combine(home, ".lap", "history")).Should().ContainSingle().Subject;
        File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [TerminalFact]
    public async Task Ctrl_Z_suspends_and_fg_draws_the_prompt_again()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("You said " + turn.Text)));
        await lap.Screen.EnterAsync("exec bash --norc -i");
        await lap.Screen.EnterAsync("PS1='bash: '");
        await lap.Screen.WaitForAsync("\nbash:");
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.WaitForAsync(screen => screen.EndsWith("\n>", StringComparison.Ordinal), "the prompt");
        await lap.Screen.TypeAsync("half\u001a");
        await lap.Screen.WaitForAsync("Stopped");
        await lap.Screen.EnterAsync("fg");
        await lap.Screen.WaitForAsync(screen => screen.EndsWith("\n> half", StringComparison.Ordinal), "what was typed");
        await lap.Screen.EnterAsync(" more");
        await lap.Screen.WaitForAsync("You said half more");
    }

    [TerminalFact]
    public async Task A_continue_signal_leaves_the_terminal_in_raw_mode()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("You said " + turn.Text)));
        string pid = Path.Combine(lap.Screen.Folder, "pid");
        await lap.Screen.EnterAsync($"echo $$ > '{pid}'; exec {lap.Chat()}");
        await lap.Screen.WaitForAsync(screen => screen.EndsWith("\n>", StringComparison.Ordinal), "the prompt");
        string typed = "";
        foreach (char next in "again")
        {
            await Shell.RunAsync($"kill -CONT $(cat '{pid}')");
            await lap.Screen.TypeAsync(next.ToString());
            typed += next;
            await lap.Screen.WaitForAsync(screen => screen.EndsWith("\n> " + typed, StringComparison.Ordinal), typed);
        }

        // Outside raw mode, the terminal turns the Enter key into a line feed, which the chat reads as a line break in the message.
        await lap.Screen.TypeAsync("\r");
        await lap.Screen.WaitForAsync("You said again");
    }

    [TerminalFact]
    public async Task Commands_show_tools_sessions_and_models_and_a_shells_command_is_not_sent()
    {
        await using LapScreen lap = await LapScreen.StartAsync(
            _ => Steps(TurnStep.Tool("Bash", """{"command":"ls"}""", "one\ntwo\nthree"), TurnStep.Text("Done.")));
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("go");
        await lap.Screen.WaitForAsync(screen => screen.EndsWith("s\n\n>", StringComparison.Ordinal), "the end of the turn");
        await lap.Screen.TypeAsync("\u000f");
        await lap.Screen.WaitForAsync("one\ntwo\nthree");
        await lap.Screen.EnterAsync("/tool 7");
        await lap.Screen.WaitForAsync("There are 1 tools");
        await lap.Screen.EnterAsync("/sessions");
        await lap.Screen.WaitForAsync("(this one)");
        await lap.Screen.EnterAsync("/model");
        await lap.Screen.WaitForAsync("claude-haiku-4-5)");
        await lap.Screen.EnterAsync("!ls");
        await lap.Screen.WaitForAsync("Lines that begin with '!' are not sent");
        await lap.Screen.EnterAsync("/clear");
        await lap.Screen.WaitForAsync(screen => screen == ">", "a clear screen");
        await lap.Screen.EnterAsync("/retry");
        await lap.Screen.WaitForAsync("Done.");
        lap.Platform.Counters.TurnsStartedIn(lap.Session.Id).Should().Be(2);
    }
}
