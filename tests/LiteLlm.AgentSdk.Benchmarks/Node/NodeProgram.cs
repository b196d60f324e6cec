using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>The Node program beside which the SDK is measured. Its one package is installed under the repository's artifacts.</summary>
internal static class NodeProgram
{
    private const string Parser = "eventsource-parser@4.1.3";
    private const string Program = "read-stream.mjs";

    /// <summary>CPU time per event in ns; null, with the reason, where Node or its package can't be had.</summary>
    public static async Task<(double? CpuPerEvent, string About)> RunAsync(Uri stream, string apiKey, int warmUp, int turns)
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

            string answer = await RunAsync(
                folder, "node", Program, stream.ToString(), apiKey, warmUp.ToString(CultureInfo.InvariantCulture), turns.ToString(CultureInfo.InvariantCulture));
            using JsonDocument document = JsonDocument.Parse(answer);
            double events = document.RootElement.GetProperty("events").GetDouble();
            return (document.RootElement.GetProperty("cpuMicroseconds").GetDouble() * 1000 / events, $"Node {version}, {Parser}");
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return (null, e.Message);
        }
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }
}
