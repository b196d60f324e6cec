namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>Placeholder until terminals are here.</summary>
internal static class TerminalRunner
{
    public static async Task<int> RunAsync(AgentPlatformClient platform, Session session, string? address, string? token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(platform);
        await Console.Error.WriteLineAsync($"lap: the terminal is not in this build (session {session.Id}, address {address is not null}, token {token is not null}).");
        return 1;
    }
}
