namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Placeholder until the chat is here: how it is to be.</summary>
internal sealed record ChatOptions
{
    public bool Stream { get; init; } = true;

    public bool Json { get; init; }

    public bool Quiet { get; init; }

    public string? FirstPrompt { get; init; }

    public bool Interactive { get; init; }
}
