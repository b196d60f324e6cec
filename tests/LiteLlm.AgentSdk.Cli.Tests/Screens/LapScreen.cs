namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>A local platform with a session, and a terminal in which <c>lap</c> is used with it.</summary>
internal sealed class LapScreen : IAsyncDisposable
{
    private LapScreen(LocalAgentPlatform platform, AgentPlatformClient client, Session session, TmuxScreen screen)
    {
        Platform = platform;
        Client = client;
        Session = session;
        Screen = screen;
    }

    public LocalAgentPlatform Platform { get; }

    public AgentPlatformClient Client { get; }

    public Session Session { get; }

    public TmuxScreen Screen { get; }

    public static Task<LapScreen> StartAsync(Func<LocalTurn, IAsyncEnumerable<TurnStep>> script, int columns = 80, int rows = 24) =>
        StartAsync(new LocalAgentPlatformOptions { Script = script }, columns: columns, rows: rows);

    public static async Task<LapScreen> StartAsync(
        LocalAgentPlatformOptions options, HarnessId? harness = null, bool ready = true, int columns = 80, int rows = 24,
            params (string Name, string Value)[] environment)
    {
        LocalAgentPlatform platform = await LocalAgentPlatform.StartAsync(options);
        AgentPlatformClient client = platform.CreateClient();
        Agent agent =
            await client.Agents.CreateAsync(new()
            {
                Model = "anthropic/claude-haiku-4-5",
                HarnessId = harness
            ?? HarnessId.ClaudeAgentSdk
            });
        Session session = await agent.CreateSessionAsync(new() { WaitUntilReady = ready });
        return new LapScreen(platform, client, session, await TmuxScreen.StartAsync(columns, rows, environment));
    }

    /// <summary>The command that opens the session's chat.</summary>
    public string Chat(string options = "") => Command(options);

    /// <summary>The command that opens the session's terminal.</summary>
    public string Terminal() => Command("");

    /// <summary>
    /// Runs one of the commands in the terminal, so that <see cref="WaitForEndAsync"/> knows its end and what mode it has left the terminal
    /// in.
    /// </summary>
    public async Task WatchAsync(string command)
    {
        string script = Path.Combine(Screen.Folder, "watch.sh");
        await File.WriteAllTextAsync(script, $"""
            cd '{Screen.Folder}'
            stty -g > before
            trap : INT
            sh -c 'echo $$ > pid; exec {command.Replace("'", "", StringComparison.Ordinal)}'
            echo "exit=$?"
            stty -g > after
            {Screen.Signal("over")}
            """);
        await Screen.EnterAsync($"sh '{script}'");
    }

    /// <summary>Sends the command that is being watched a signal.</summary>
    public Task KillAsync(string signal) => Shell.RunAsync($"kill -{signal} $(cat '{Screen.Folder}/pid')");

    /// <summary>The mode of the terminal, while the command that is being watched runs.</summary>
    public async Task<string> ModeAsync()
    {
        (_, string mode, _) = await Shell.TryAsync($"stty -g < /dev/$(ps -o tty= -p $(cat '{Screen.Folder}/pid'))");
        return mode;
    }

    /// <summary>
    /// Waits for the end of the command that is being watched, and expects the terminal to be in the mode that it was in before.
    /// </summary>
    /// <returns>What is on the screen then.</returns>
    public async Task<string> WaitForEndAsync()
    {
        await Screen.WaitForSignalAsync("over");
        string before = await File.ReadAllTextAsync(Path.Combine(Screen.Folder, "before"));
        (await File.ReadAllTextAsync(Path.Combine(Screen.Folder, "after"))).Should().Be(before).And.NotBeEmpty();

        // The signal goes past the terminal: what was written ahead of it may still be on its way to the screen. The last of that is how
        // the command ended.
        return await Screen.WaitForAsync("exit=");
    }

    /// <summary>Any command, as it is typed behind <c>lap</c>.</summary>
    public string Run(string arguments)
    {
        // The same program as Native AOT, or as the installed tool, can be tried with these tests too.
        string program = Environment.GetEnvironmentVariable("LAP_PROGRAM") is { Length: > 0 } given ? given
            : $"dotnet '{Path.Combine(AppContext.BaseDirectory, "lap.dll")}'";
        return $"env LAP_BASE_URL={Platform.BaseUrl} LAP_API_KEY={Platform.ApiKey} {program} {arguments}".TrimEnd();
    }

    public async ValueTask DisposeAsync()
    {
        await Screen.DisposeAsync();
        Client.Dispose();
        await Platform.DisposeAsync();
    }

    private string Command(string options) => Run($"sessions attach {Session.Id} {options}");
}
