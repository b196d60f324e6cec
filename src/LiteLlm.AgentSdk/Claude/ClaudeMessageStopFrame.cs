using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An answer of the model is complete.</summary>
public sealed record ClaudeMessageStopFrame : ClaudeStreamFrame
{
    /// <summary>Makes an empty frame.</summary>
    public ClaudeMessageStopFrame()
        : base("message_stop")
    {
    }
}
