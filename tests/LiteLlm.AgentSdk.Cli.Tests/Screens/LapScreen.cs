namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>A local platform with a session, and a terminal that runs <c>lap</c> against it.</summary>
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

    /// <summary>Gets the command that opens the session's chat.</summary>
    public string Chat(string options = "") => Command(options);

    /// <summary>Gets the command that opens the session's terminal.</summary>
    public string Terminal() => Command("");

    /// <summary>
    /// Runs a command in the terminal, so that <see cref="WaitForEndAsync"/> knows its end and the mode in which it left the terminal.
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

    /// <summary>Sends a signal to the watched command.</summary>
    public Task KillAsync(string signal) => Shell.RunAsync($"kill -{signal} $(cat '{Screen.Folder}/pid')");

    /// <summary>Reads the mode of the terminal while the watched command runs.</summary>
    public async Task<string> ModeAsync()
    {
        (_, string mode, _) = await Shell.TryAsync($"stty -g < /dev/$(ps -o tty= -p $(cat '{Screen.Folder}/pid'))");
        return mode;
    }

    /// <summary>
    /// Waits for the end of the watched command, and checks that the terminal has the same mode as before.
    /// </summary>
    /// <returns>The screen at the end.</returns>
    public async Task<string> WaitForEndAsync()
    {
        await Screen.WaitForSignalAsync("over");
        string before = await File.ReadAllTextAsync(Path.Combine(Screen.Folder, "before"));
        (await File.ReadAllTextAsync(Path.Combine(Screen.Folder, "after"))).Should().Be(before).And.NotBeEmpty();

        // The signal does not pass through the terminal, so earlier output may still be on its way to the screen. The last line of it is
        // the exit code of the command.
        return await Screen.WaitForAsync("exit=");
    }

    /// <summary>Returns a command line for arguments of <c>lap</c>.</summary>
    public string Run(string arguments)
    {
        // These tests can also run the native build or the installed tool.
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
