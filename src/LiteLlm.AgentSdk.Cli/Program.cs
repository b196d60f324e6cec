using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli;

/// <summary>The entry point.</summary>
internal static class Program
{
    // --version returns before anything else is loaded, because prompts and scripts call it often. An asynchronous Main would load more
    // than that needs.
    private static int Main(string[] args) =>
        args is ["--version"] or ["version"] ? FirstWords.Version() : LapProgram.RunAsync(args).GetAwaiter().GetResult();
}
