namespace LiteLlm.AgentSdk;

/// <summary>What the sandboxes of a session answer: the output of a command, or a file.</summary>
internal sealed record SandboxAnswer
{
    public string? Output { get; init; }

    public string? Content { get; init; }
}
