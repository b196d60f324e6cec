using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A frame that completes an answer of the model.</summary>
public sealed record ClaudeMessageStopFrame : ClaudeStreamFrame
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeMessageStopFrame"/> class.</summary>
    public ClaudeMessageStopFrame()
        : base("message_stop")
    {
    }
}
