namespace LiteLlm.AgentSdk;

/// <summary>The requests to the sandboxes of a session; each has its own of these fields.</summary>
internal sealed record SandboxBody
{
    public string? Name { get; init; }

    public string? ProjectId { get; init; }

    public string? SandboxName { get; init; }

    public string? Cmd { get; init; }

    public string? Path { get; init; }
}
