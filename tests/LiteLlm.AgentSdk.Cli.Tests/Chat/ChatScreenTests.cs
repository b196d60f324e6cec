using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Testing.Tests.Support;

namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

/// <summary>The chat in a real terminal.</summary>
public sealed partial class ChatScreenTests
{
    private const string Prompt = "\n> ";

    [TerminalFact]
    public async Task A_turn_is_shown_while_it_runs()
    {
        TaskCompletionSource toolMayEnd = new();
        TaskCompletionSource mayEnd = new();
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(
            TurnStep.Reasoning("Let me look."),
            TurnStep.Tool("Bash", """{"command":"git status","description":"x"}""", "clean\n", toolMayEnd.Task),
            TurnStep.Text(["# Result\n\nIt is **cl", "ean**:\n\n- one\n- two `x`\n"]),
            TurnStep.Wait(mayEnd.Task),
            TurnStep.Text("\n| a | b |\n|---|---|\n| 1 | 2 |")));

        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync(">");
        await lap.Screen.EnterAsync("how is it?");
        await lap.Screen.WaitForAsync(screen => Running().IsMatch(screen), "the tool, running");
        toolMayEnd.SetResult();
        await lap.Screen.WaitForAsync("two x");
        (await lap.Screen.CaptureAsync(withColours: true)).Should().NotContain("a │ b").And.Contain("\e[0;1m\e[35m\e[49mResult");
        mayEnd.SetResult();
        await lap.Screen.WaitForAsync(screen => screen.EndsWith(Prompt.TrimEnd(), StringComparison.Ordinal), "the prompt");
        Tidy(await lap.Screen.CaptureAsync()).Should().EndWith("""
            > how is it?
            Let me look.
            ✓ Bash git status → clean
            Result

            It is clean:

            • one
            • two x
            a │ b
            ──┼──
            1 │ 2
            N tokens in · N out · $N · N s

            >
            """);
    }

    [TerminalFact]
    public async Task A_pasted_block_is_one_message()
    {
        await using LapScreen lap =
            await LapScreen.StartAsync(turn => Steps(TurnStep.Text($"{turn.Text.Split('\n').Length} lines, {turn.Text.Split('\n')[^1]}")));
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync(">");
        await lap.Screen.PasteAsync("one\ntwo\n漢字 three");
        await lap.Screen.WaitForAsync("\n> one\n  two\n  漢字 three");
        await lap.Screen.EnterAsync("!");
        await lap.Screen.WaitForAsync("3 lines, 漢字 three!");
        lap.Platform.Counters.TurnsStartedIn(lap.Session.Id).Should().Be(1);
    }

    [TerminalFact]
    public async Task Lines_longer_than_the_screen_are_edited_and_follow_its_size()
    {
        await using LapScreen lap =
            await LapScreen.StartAsync(turn => Steps(TurnStep.Text($"got {turn.Text.Length}: {turn.Text[..3]}")), columns: 40, rows: 10);
        await lap.Screen.EnterAsync("clear; " + lap.Chat("--quiet"));
        await lap.Screen.WaitForAsync(screen => screen == ">", "the prompt alone");
        await lap.Screen.TypeAsync(new string('a', 37));
        await lap.Screen.TypeAsync(new string('b', 10));
        await lap.Screen.WaitForAsync(screen => screen == $"> {new string('a', 37)}\n  {new string('b', 10)}", "two rows");
        await lap.Screen.TypeAsync("\u0001xyz");
        await lap.Screen.WaitForAsync(screen =>
            screen == $"> xyz{new string('a', 34)}\n  aaa{new string('b', 10)}", "what was put in at the beginning");

        // The text is written before the cursor is placed, which depends on the size of the screen.
        await lap.Screen.WaitForCursorAsync(5, 0);
        await lap.Screen.ResizeAsync(24, 10);
        await lap.Screen.WaitForAsync(screen =>
            screen == $"> xyz{new string('a', 18)}\n  {new string('a', 19)}bb\n  {new string('b', 8)}", "three rows");
        await lap.Screen.TypeAsync("\r");
        await lap.Screen.WaitForAsync("got 50: xyz");
    }

    [TerminalFact]
    public async Task Text_of_an_agent_does_not_control_the_terminal()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(
            TurnStep.Text(["\u001b", "]0;evil\u0007 \u001b[", "2J\u001b[31mred \u009b1mcsi safe\rover\b\b", "done\n"]),
            TurnStep.Tool("Read", "{\"path\":\"\\u001b]0;evil\\u0007x\"}", "\u001b[2J\u001b[1;1Hgone")));
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync(">");
        await lap.Screen.EnterAsync("go");
        await lap.Screen.WaitForAsync(screen =>
            screen.Contains(" out · ", StringComparison.Ordinal) && screen.EndsWith('>'), "the end of the turn");
        string screen = await lap.Screen.CaptureAsync();
        screen.Should().Contain("␛]0;evil␇ ␛[2J␛[31mred <U+009B>1mcsi safe␍over␈␈done").And.Contain("✓ Read ␛]0;evil␇x → ␛[2J␛[1;1Hgone");
        (await lap.Screen.TitleAsync()).Should().NotContain("evil");
    }

    [TerminalFact]
    public async Task A_lost_connection_is_shown_and_heals()
    {
        TaskCompletionSource mayEnd = new();
        await using LapScreen lap =
            await LapScreen.StartAsync(turn => Steps(TurnStep.Text("before "), TurnStep.Wait(mayEnd.Task), TurnStep.Text("after")));
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync(">");
        lap.Platform.Faults.Add(Fault.CutAfterEvents(4).On("POST", "/message_stream"));
        await lap.Screen.EnterAsync("go");
        await lap.Screen.WaitForAsync("Reconnected; nothing was lost.");
        mayEnd.SetResult();
        string screen =
            await lap.Screen.WaitForAsync(screen => screen.Contains("after", StringComparison.Ordinal) && screen.EndsWith('>'),
            "the end of the turn");

        // The line breaks depend on how the cut was detected.
        screen.Replace('\n', ' ').Should().Contain("The connection is lost").And.Contain("attempt 1");
        lap.Platform.Counters.TurnsStartedIn(lap.Session.Id).Should().Be(1);
    }

    [TerminalFact]
    public async Task Skills_come_before_the_text_and_are_completed()
    {
        string? sent = null;
        await using LapScreen lap = await LapScreen.StartAsync(turn =>
        {
            sent = turn.Text;
            return Steps(TurnStep.Text("Reviewed."));
        });
        await lap.Client.Skills.CreateAsync(new() { Name = "PR reviewer", Content = "Look twice." });
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync(">");
        await lap.Screen.TypeAsync("/pr\t");
        await lap.Screen.WaitForAsync("> /PR reviewer");
        await lap.Screen.EnterAsync("my change");
        await lap.Screen.WaitForAsync("Reviewed.");
        sent.Should().Be("<skill name=\"PR reviewer\">\nLook twice.\n</skill>\n\nmy change");

        await lap.Screen.EnterAsync("/nothing of that kind");
        await lap.Screen.WaitForAsync("/nothing is neither a command nor a skill");
        await lap.Screen.TypeAsync("/\t");
        await lap.Screen.WaitForAsync(
            "/abort  /clear  /copy  /cost  /editor  /export  /help  /id  /log  /model  /new");
    }

    [TerminalFact]
    public async Task The_prompt_has_commands()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("**Hello**, " + turn.Text)));
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync(">");
        await lap.Screen.EnterAsync("/id");
        await lap.Screen.WaitForAsync("\n" + lap.Session.Id);
        await lap.Screen.EnterAsync("/stream off");
        await lap.Screen.WaitForAsync("Streaming is off.");
        await lap.Screen.EnterAsync("you");
        await lap.Screen.WaitForAsync("Hello, you");
        lap.Platform.Counters.RequestsTo("POST", "/message").Should().Be(1);
        await lap.Screen.WaitForAsync(screen => screen.EndsWith("s\n\n>", StringComparison.Ordinal), "the prompt");
        await lap.Screen.EnterAsync("/cost");
        await lap.Screen.WaitForAsync("1 turn · ");
        await lap.Screen.EnterAsync("/restart");
        await lap.Screen.WaitForAsync("a new sandbox, the same conversation.");
        await lap.Screen.EnterAsync("/help");
        await lap.Screen.WaitForAsync("send that skill's content");
        await lap.Screen.EnterAsync("/quit");
        await lap.Screen.WaitForAsync("The session stays open.");
    }

    [TerminalFact]
    public async Task A_sandbox_that_starts_is_shown_with_its_phases()
    {
        ManualTime time = new();
        LocalAgentPlatformOptions options = new() { TimeProvider = time };
        options.StartupPhases.Clear();
        options.StartupPhases.Add(new("creating_sandbox", TimeSpan.FromMinutes(1)));
        options.StartupPhases.Add(new("cloning_repo", TimeSpan.FromMinutes(1), "https://git.example/x"));
        await using LapScreen lap = await LapScreen.StartAsync(options, ready: false);
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync(screen =>
            Phase().Match(screen).Groups["phase"].Value == "creating sandbox", "the first phase and its time");

        // A phase is shown as soon as it is known. Its time begins a little later.
        await time.WhenTimersAsync(1).WaitAsync(TmuxScreen.Patience);
        time.Advance(TimeSpan.FromMinutes(1));
        await lap.Screen.WaitForAsync(screen =>
            Phase().Match(screen).Groups["phase"].Value == "cloning repo: https://git.example/x", "the second phase");
        await time.WhenTimersAsync(1).WaitAsync(TmuxScreen.Patience);
        time.Advance(TimeSpan.FromMinutes(1));
        await lap.Screen.WaitForAsync("Ready after");
        (await lap.Screen.WaitForAsync(">")).Should().NotContain("cloning repo", "the progress does not stay on the screen");
    }

    [TerminalFact]
    public async Task Without_colours_the_text_is_shown_as_the_agent_wrote_it()
    {
        LocalAgentPlatformOptions options = new() { Script = turn => Steps(TurnStep.Text("**bold** and `code`")) };
        await using LapScreen lap = await LapScreen.StartAsync(options, environment: ("NO_COLOR", "1"));
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync(">");
        await lap.Screen.EnterAsync("go");
        string screen = await lap.Screen.WaitForAsync("**bold** and `code`", withColours: true);
        screen.Should().NotContain("\e[1m").And.NotContain("\e[2m").And.NotContain("\e[3");
    }

    [TerminalFact]
    public async Task Input_while_the_agent_works_becomes_the_next_message()
    {
        TaskCompletionSource mayEnd = new();
        await using LapScreen lap =
            await LapScreen.StartAsync(turn => turn.TurnNumber == 1 ? Steps(TurnStep.Wait(mayEnd.Task), TurnStep.Text("first done"))
            : Steps(TurnStep.Text("then: " + turn.Text)));
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync(">");
        await lap.Screen.EnterAsync("first");
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(TmuxScreen.Patience);
        await lap.Screen.EnterAsync("second");
        mayEnd.SetResult();
        await lap.Screen.WaitForAsync("then: second");
    }

    private static string Tidy(string screen) => Amount().Replace(screen, match => match.Groups["sign"].Value + "N");

    [GeneratedRegex(@"(?<sign>\$?)[0-9][0-9.,]*(?= tokens| out ·| s$| · )", RegexOptions.Multiline)]
    private static partial Regex Amount();

    [GeneratedRegex("[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] Bash git status [0-9]+ s")]
    private static partial Regex Running();

    [GeneratedRegex("[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] (?<phase>creating sandbox|cloning repo: https://git.example/x) [0-9]+ s")]
    private static partial Regex Phase();
}
