using System.Diagnostics;

namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>A shell outside of the terminal, with a pipe at both ends.</summary>
internal static class Shell
{
    public static async Task<(int ExitCode, string Output, string Error)> TryAsync(string command, string input = "")
    {
        ProcessStartInfo start =
            new("sh")
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true
            };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TmuxScreen.Patience);
        return (process.ExitCode, await output, await error);
    }

    public static async Task RunAsync(string command)
    {
        (int exitCode, _, string error) = await TryAsync(command);
        exitCode.Should().Be(0, "of {0}: {1}", command, error);
    }
}
