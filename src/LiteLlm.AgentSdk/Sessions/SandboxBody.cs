namespace LiteLlm.AgentSdk;

/// <summary>The request body of the calls on a session's sandboxes. Each call uses some of the fields.</summary>
internal sealed record SandboxBody
{
    public string? Name { get; init; }

    public string? ProjectId { get; init; }

    public string? SandboxName { get; init; }

    public string? Cmd { get; init; }

    public string? Path { get; init; }
}
