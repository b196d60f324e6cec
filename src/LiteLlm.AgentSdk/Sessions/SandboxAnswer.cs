namespace LiteLlm.AgentSdk;

/// <summary>The response of a call on a session's sandbox: the output of a command, or the content of a file.</summary>
internal sealed record SandboxAnswer
{
    public string? Output { get; init; }

    public string? Content { get; init; }
}
