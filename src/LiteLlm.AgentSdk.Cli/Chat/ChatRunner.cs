namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Placeholder until the chat is here.</summary>
internal sealed class ChatRunner
{
    private readonly ChatOptions _options;

    public ChatRunner(AgentPlatformClient platform, ChatOptions options)
    {
        ArgumentNullException.ThrowIfNull(platform);
        _options = options;
    }

    public async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        await Console.Error.WriteLineAsync($"lap: the chat is not in this build (session {session.Id}, prompt {_options.FirstPrompt is not null}).");
        return 1;
    }
}
