namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The error of a failed turn, as the harness reported it.</summary>
internal sealed record TurnErrorData
{
    public required string Name { get; init; }

    public string? Message { get; init; }
}
