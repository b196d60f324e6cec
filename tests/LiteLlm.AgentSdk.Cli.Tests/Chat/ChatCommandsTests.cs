namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

/// <summary>Commands of the chat that reach beyond the conversation: files, the clipboard, other sessions.</summary>
public sealed class ChatCommandsTests
{
    [TerminalFact]
    public async Task Files_that_a_message_names_are_sent_with_it()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("Got it.")), columns: 100);
        string folder = lap.Screen.Folder;
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "first line\nsecond line\n");
        await File.WriteAllBytesAsync(Path.Combine(folder, "a.png"), Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
        await File.WriteAllBytesAsync(Path.Combine(folder, "program"), [1, 0, 2]);
        await lap.Screen.EnterAsync($"cd '{folder}'; clear; {lap.Chat()}");
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.TypeAsync("read @no\t");
        await lap.Screen.WaitForAsync("> read @notes.txt");
        await lap.Screen.EnterAsync(", see @a.png and ask @somebody");
        string screen = await lap.Screen.WaitForAsync("Got it.");
        screen.Should().Contain("With the text of notes.txt (23 characters).").And.Contain("With the image a.png (");
        string body = lap.Platform.ReceivedRequests.Single(request =>
            request.Path.EndsWith("/message_stream", StringComparison.Ordinal)).Body;
        body.Should().Contain("second line").And.Contain("\"attachments\":[{").And.Contain("@somebody");

        await lap.Screen.WaitForAsync(shown => shown.EndsWith("s\n\n>", StringComparison.Ordinal), "the prompt");
        await lap.Screen.EnterAsync("run @program");
        await lap.Screen.WaitForAsync("The file program is neither a text nor an image: nothing was sent.");
        lap.Platform.Counters.TurnsStarted.Should().Be(1);
    }

    [TerminalFact]
    public async Task The_conversation_is_exported_copied_and_its_log_shown()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("You said " + turn.Text)), columns: 100);
        string folder = lap.Screen.Folder;
        await Shell.RunAsync($"tmux -S '{folder}/tmux' set-option -s set-clipboard on");
        await lap.Screen.EnterAsync($"cd '{folder}'; clear; {lap.Chat()}");
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("/copy");
        await lap.Screen.WaitForAsync("There is no reply yet.");
        await lap.Screen.EnterAsync("hello");
        await lap.Screen.WaitForAsync(shown => shown.EndsWith("s\n\n>", StringComparison.Ordinal), "the prompt");
        await lap.Screen.EnterAsync("/copy");
        await lap.Screen.WaitForAsync("Asked the terminal to copy the reply to the clipboard");
        (_, string copied, _) = await Shell.TryAsync($"tmux -S '{folder}/tmux' show-buffer");
        copied.Should().Be("You said hello");

        await lap.Screen.EnterAsync("/export talk.md");
        await lap.Screen.WaitForAsync("Written to talk.md.");
        string file = Path.Combine(folder, "talk.md");
        string exported = await File.ReadAllTextAsync(file);
        exported.Should().MatchRegex("(?s)^# Session .*\n## You, .*\n\nhello\n\n## Agent, .*\n\nYou said hello\n$");
        File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await lap.Screen.EnterAsync("/export talk.md");
        await lap.Screen.WaitForAsync("The file talk.md can't be written");
        await lap.Screen.EnterAsync("/log");
        await lap.Screen.WaitForAsync("ago  created  ");
    }

    /// <summary>The editor of this test reads a line from the terminal, as an editor does. The chat must not read it.</summary>
    [TerminalFact]
    public async Task A_message_that_is_written_in_the_users_editor_is_not_sent_at_once()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("You said " + turn.Text)), columns: 100);
        string editor = Path.Combine(lap.Screen.Folder, "editor.sh");
        await File.WriteAllTextAsync(editor, """
            echo "Editing: $(cat "$1")"
            stat -c 'Folder mode: %a' "$(dirname "$1")"
            read line
            [ "$line" != fail ] || exit 1
            printf '\nand %s\033[31m\n\n' "$line" >> "$1"
            """);
        await lap.Screen.EnterAsync(lap.Chat().Replace("env ", $"env -u VISUAL EDITOR='sh {editor}' ", StringComparison.Ordinal));
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("/editor first words");
        await lap.Screen.WaitForAsync("Editing: first words");
        (await lap.Screen.WaitForAsync("Folder mode:")).Should().Contain("Folder mode: 700");
        await lap.Screen.EnterAsync("more");
        await lap.Screen.WaitForAsync(shown => shown.Contains("> first words\n", StringComparison.Ordinal)
            && shown.EndsWith("and more[31m", StringComparison.Ordinal), "the message at the prompt");
        lap.Platform.Counters.TurnsStarted.Should().Be(0);

        await lap.Screen.TypeAsync("!\u0007");
        await lap.Screen.WaitForAsync(shown => shown.Split("Folder mode:").Length == 3, "the editor again");
        await lap.Screen.EnterAsync("fail");
        await lap.Screen.WaitForAsync("failed: the message is unchanged");
        await lap.Screen.WaitForAsync(shown => shown.EndsWith("and more[31m!", StringComparison.Ordinal), "the message at the prompt");
        await lap.Screen.EnterAsync("");
        await lap.Screen.WaitForAsync("You said first words");
        lap.Platform.ReceivedRequests.Single(request => request.Path.EndsWith("/message_stream", StringComparison.Ordinal))
            .Body.Should().Contain("first words\\nand more[31m!");
    }

    [TerminalFact]
    public async Task A_file_that_can_not_be_created_for_the_editor_does_not_end_the_chat()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text("You said " + turn.Text)), columns: 100);
        string none = Path.Combine(lap.Screen.Folder, "none");
        await File.WriteAllTextAsync(none, "");
        await lap.Screen.EnterAsync(lap.Chat().Replace("env ", $"env EDITOR=true TMPDIR='{none}/' ", StringComparison.Ordinal));
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("/editor first words");
        await lap.Screen.WaitForAsync("The message can't be edited in a file:");
        await lap.Screen.EnterAsync("hello");
        await lap.Screen.WaitForAsync("You said hello");
    }

    [TerminalFact]
    public async Task A_new_session_is_opened_and_the_old_one_named()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn =>
            Steps(TurnStep.Text("You said " + turn.Text)), columns: 100, rows: 40);
        await lap.WatchAsync(lap.Chat());
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("/new");
        await lap.Screen.WaitForAsync($"Session {lap.Session.Id} stays open: lap --resume");
        await lap.Screen.EnterAsync("hello");
        await lap.Screen.WaitForAsync(shown => shown.EndsWith("s\n\n>", StringComparison.Ordinal), "the prompt");
        IReadOnlyList<Session> sessions = await lap.Client.Sessions.ListAsync().ToListAsync();
        Session opened = sessions.Single(session => session.Id != lap.Session.Id);
        lap.Platform.Counters.TurnsStartedIn(opened.Id).Should().Be(1);
        await lap.Screen.EnterAsync("/quit");
        (await lap.WaitForEndAsync()).Should().Contain($"  lap sessions rm {opened.Id}").And.Contain("exit=0");
    }

    /// <summary>A long line is drawn while Ctrl-C works at once.</summary>
    [TerminalTheory]
    [InlineData("[")]
    [InlineData(" *b")]
    public async Task Ctrl_C_works_while_a_long_line_is_written(string unit)
    {
        TaskCompletionSource never = new();
        string line = string.Concat(Enumerable.Repeat(unit, 120_000 / unit.Length));
        await using LapScreen lap = await LapScreen.StartAsync(turn => turn.TurnNumber == 1
            ? Steps(TurnStep.Text(line.Chunk(400).Select(piece => new string(piece))), TurnStep.Wait(never.Task))
            : Steps(TurnStep.Text("Here again.")));
        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync("/help shows");
        await lap.Screen.EnterAsync("go");
        await lap.Screen.WaitForAsync(shown => shown.Contains(unit + unit, StringComparison.Ordinal), "the line");
        await lap.Screen.TypeAsync("\u0003");
        await lap.Screen.WaitForAsync("The turn was aborted.");
        await lap.Screen.EnterAsync("and now?");
        await lap.Screen.WaitForAsync("Here again.");
    }
}
