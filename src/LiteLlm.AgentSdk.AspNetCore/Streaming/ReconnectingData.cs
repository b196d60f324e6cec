namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The data of the event <c>reconnecting</c>: the connection to the platform is being reopened.</summary>
internal sealed record ReconnectingData
{
    public required int Attempt { get; init; }
}
