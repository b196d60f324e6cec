namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>Why a turn failed, in the harness's words.</summary>
internal sealed record TurnErrorData
{
    public required string Name { get; init; }

    public string? Message { get; init; }
}
