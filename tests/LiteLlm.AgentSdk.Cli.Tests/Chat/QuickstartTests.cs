namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

/// <summary>The quick start of the TypeScript CLI, command by command, in a real terminal.</summary>
public sealed class QuickstartTests
{
    [TerminalFact]
    public async Task The_commands_of_the_typescript_cli_work_as_its_users_type_them()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn =>
            Steps(TurnStep.Text("You said " + turn.Text)), columns: 100, rows: 40);
        TmuxScreen screen = lap.Screen;
        string home = Path.Combine(screen.Folder, "home");
        Directory.CreateDirectory(home);
        string program = lap.Run("").Split(' ', 4)[3];
        await screen.EnterAsync($"export HOME='{home}'; unset LAP_BASE_URL LAP_API_KEY; lap() {{ {program} \"$@\"; }}; clear");
        await screen.WaitForAsync(shown => shown.EndsWith("here:", StringComparison.Ordinal), "the shell");

        await screen.EnterAsync("lap login");
        await screen.WaitForAsync("Address of the platform:");
        await screen.EnterAsync(lap.Platform.BaseUrl.ToString());
        await screen.WaitForAsync("API key:");
        await screen.EnterAsync(lap.Platform.ApiKey);
        await screen.WaitForAsync("Logged in to");
        await screen.EnterAsync("clear; lap agents create --name bot --model anthropic/claude-haiku-4-5 --harness claude-agent-sdk");
        await screen.WaitForAsync("Created agent bot.");
        await screen.EnterAsync("clear; lap agents list");
        await screen.WaitForAsync(shown =>
            shown.Contains("\nbot ", StringComparison.Ordinal) && shown.EndsWith("here:", StringComparison.Ordinal), "the agent");
        await screen.EnterAsync("clear; lap run bot -p hello");
        await screen.WaitForAsync("You said hello");
        await screen.EnterAsync("/quit");
        await screen.WaitForAsync("lap sessions rm");

        Session session = (await lap.Client.Sessions.ListAsync().ToListAsync()).Single(one => one.Id != lap.Session.Id);
        await screen.EnterAsync("clear; lap ps");
        await screen.WaitForAsync(shown => shown.Contains(session.Id[..8] + "  bot", StringComparison.Ordinal), "the session");
        await screen.EnterAsync($"clear; lap sessions attach {session.Id}");
        await screen.WaitForAsync("> hello\nYou said hello");
        await screen.EnterAsync("/id");
        await screen.WaitForAsync("\n" + session.Id);
        await screen.EnterAsync("/stream off");
        await screen.WaitForAsync("Streaming is off.");
        await screen.EnterAsync("again");
        await screen.WaitForAsync("You said again");
        await screen.EnterAsync("/stream on");
        await screen.WaitForAsync("Streaming is on.");
        await screen.EnterAsync("/quit");
        await screen.WaitForAsync("lap sessions rm");
        await screen.EnterAsync($"clear; lap sessions rm {session.Id}");
        await screen.WaitForAsync($"Ended session {session.Id}.");
        await screen.EnterAsync("clear; lap bot");
        await screen.WaitForAsync("/help shows");
        await screen.EnterAsync("/quit");
        await screen.WaitForAsync("lap sessions rm");
        await screen.EnterAsync("clear; lap agents rm bot --yes");
        await screen.WaitForAsync("Deleted agent bot.");
    }
}
