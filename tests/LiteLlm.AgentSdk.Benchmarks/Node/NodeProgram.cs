using System.Diagnostics;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>The Node program to which the SDK is compared. Its only package is installed under the repository's artifacts.</summary>
internal sealed class NodeProgram : IDisposable
{
    private const string Parser = "eventsource-parser@4.1.3";
    private const string Program = "read-stream.mjs";

    private readonly Process _process;

    private NodeProgram(Process process, string about)
    {
        _process = process;
        About = about;
    }

    /// <summary>Gets the versions of the program.</summary>
    public string About { get; }

    /// <summary>Gets the CPU time of the turns so far, as the program reports it.</summary>
    public TimeSpan Cpu { get; private set; }

    /// <summary>Starts the program, or returns the reason if Node or its package is not available.</summary>
    public static async Task<(NodeProgram? Node, string About)> StartAsync(Uri stream)
    {
        string folder = Path.Combine(Repository.Artifacts, "node");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Node", Program), Path.Combine(folder, Program), overwrite: true);
        try
        {
            string version = (await RunAsync(folder, "node", "--version")).Trim();
            if (!Directory.Exists(Path.Combine(folder, "node_modules", "eventsource-parser")))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"private":true,"type":"module"}""");
                await RunAsync(folder, "npm", "install", "--no-audit", "--no-fund", "--save-exact", Parser);
            }

            ProcessStartInfo start = new("node", [Program, stream.ToString(), ServerProcess.ApiKey])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            string about = $"Node {version}, {Parser}";
            return (new NodeProgram(Process.Start(start)!, about), about);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return (null, e.Message);
        }
    }

    /// <summary>Reads a turn and returns the number of its events.</summary>
    public async Task<int> ReadTurnAsync()
    {
        await _process.StandardInput.WriteLineAsync("turn");
        string answer = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The Node program has ended.");
        using JsonDocument document = JsonDocument.Parse(answer);
        Cpu += TimeSpan.FromMicroseconds(document.RootElement.GetProperty("cpuMicroseconds").GetDouble());
        return document.RootElement.GetProperty("events").GetInt32();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }
}
