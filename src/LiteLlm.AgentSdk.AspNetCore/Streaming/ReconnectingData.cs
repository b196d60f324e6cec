namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The connection to the platform is taken up again.</summary>
internal sealed record ReconnectingData
{
    public required int Attempt { get; init; }
}
