namespace LiteLlm.AgentSdk.AspNetCore.Problems;

/// <summary>One problem with the input.</summary>
internal sealed record AgentProblemItem
{
    public required string Path { get; init; }

    public required string Message { get; init; }

    public string? Code { get; init; }
}
