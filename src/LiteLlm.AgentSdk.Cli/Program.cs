using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli;

/// <summary>The way in.</summary>
internal static class Program
{
    // The version alone is answered before anything else is loaded: prompts and scripts ask for it often. An asynchronous Main would load
    // more for it than the answer needs.
    private static int Main(string[] args) =>
        args is ["--version"] or ["version"] ? FirstWords.Version() : LapProgram.RunAsync(args).GetAwaiter().GetResult();
}
