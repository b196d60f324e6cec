using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Tests.Support;

/// <summary>Runs the built program as a separate process with its own home folder, against a platform in this process.</summary>
internal sealed class Lap : IAsyncDisposable
{
    public const string Key = "sk-test-canary-key-0123456789";

    /// <summary>Longer than any run takes, even on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] OwnVariables =
        ["LAP_BASE_URL", "LAP_API_KEY", "LAP_PROFILE", "LAP_TTY_TOKEN", "LAP_TTY_FALLBACK", "NO_COLOR", "LITELLM_AGENT_PLATFORM_URL",
        "LITELLM_AGENT_PLATFORM_KEY", "LITELLM_GATEWAY_URL", "LITELLM_GATEWAY_KEY"];

    private Lap(LocalAgentPlatform platform)
    {
        Platform = platform;
        Client = platform.CreateClient();
        Home = Directory.CreateTempSubdirectory("lap-test-").FullName;
        LogIn();
    }

    public LocalAgentPlatform Platform { get; }

    public AgentPlatformClient Client { get; }

    public string Home { get; }

    public string ConfigFile => Path.Combine(Home, ".lap", "config.json");

    public string Address => Platform.BaseUrl.AbsoluteUri.TrimEnd('/');

    /// <summary>Gets the variables that are set for every run; null removes a variable.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Gets the program and its first arguments. If LAP_PROGRAM names the native build or the installed tool, the same tests run it.
    /// </summary>
    private static string[] CommandLine => System.Environment.GetEnvironmentVariable("LAP_PROGRAM") is { Length: > 0 } given
        ? [given]
        : [System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
            ?? "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "lap.dll")];

    public static async Task<Lap> StartAsync(Action<LocalAgentPlatformOptions>? configure = null)
    {
        LocalAgentPlatformOptions options = new() { ApiKey = Key };
        configure?.Invoke(options);
        return new Lap(await LocalAgentPlatform.StartAsync(options));
    }

    /// <summary>Removes the platform from the environment, so that no user is logged in.</summary>
    public void LogOut()
    {
        Environment["LAP_BASE_URL"] = null;
        Environment["LAP_API_KEY"] = null;
    }

    public void LogIn()
    {
        Environment["LAP_BASE_URL"] = Address;
        Environment["LAP_API_KEY"] = Key;
    }

    public Task<Agent> CreateAgentAsync(string name = "Reviewer", string harness = "claude-agent-sdk") =>
        Client.Agents.CreateAsync(new AgentCreateOptions { Name = name, Model = "fake-model", HarnessId = harness });

    public async Task<Session> CreateSessionAsync(Agent? agent = null, string? prompt = null) =>
        await (agent ?? await CreateAgentAsync()).CreateSessionAsync(new SessionCreateOptions { InitialPrompt = prompt });

    /// <summary>Runs lap to its end, with nothing on its standard input.</summary>
    public Task<Result> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    public async Task<Result> RunWithInputAsync(string input, params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input, because of a problem found earlier. Its output is the result.
        }

        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Result(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a shell command in which <c>lap</c> is the program.</summary>
    public async Task<Result> RunInShellAsync(string line)
    {
        ProcessStartInfo start = StartInfo("sh");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"lap() {{ {string.Join(' ', CommandLine.Select(text => $"'{text}'"))} \"$@\"; }}; {line}");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new Result(process.ExitCode, await output, await error);
    }

    /// <summary>Runs lap in a separate terminal, created by <c>script</c>, and returns its output as the terminal received it.</summary>
    public async Task<Result> RunInTerminalAsync(params string[] arguments)
    {
        using Screen screen = OpenTerminal(arguments);
        return await screen.EndAsync();
    }

    public Screen OpenTerminal(params string[] arguments)
    {
        ProcessStartInfo start = StartInfo("script");
        string command = string.Join(' ', CommandLine.Concat(arguments).Select(text => $"'{text}'"));
        foreach (string argument in new[] { "--quiet", "--return", "--flush", "--command", command, "/dev/null" })
        {
            start.ArgumentList.Add(argument);
        }

        return new Screen(Process.Start(start)!);
    }

    /// <summary>Starts lap. The caller reads its output and ends it.</summary>
    public Process Start(params string[] arguments)
    {
        ProcessStartInfo start = StartInfo(CommandLine[0]);
        foreach (string argument in CommandLine.Skip(1).Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public static void Interrupt(Process process) => Kill(process.Id, 2).Should().Be(0);

    public static void Terminate(Process process) => Kill(process.Id, 15).Should().Be(0);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Platform.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }

    private ProcessStartInfo StartInfo(string file)
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        ProcessStartInfo start = new(file)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
            WorkingDirectory = Home,
        };
        foreach (string name in OwnVariables)
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = Home;
        start.Environment["TERM"] = "xterm-256color";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach ((string name, string? value) in Environment)
        {
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        return start;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
