using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An answer of the model is complete.</summary>
public sealed record ClaudeMessageStopFrame : ClaudeStreamFrame
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeMessageStopFrame"/> class.</summary>
    public ClaudeMessageStopFrame()
        : base("message_stop")
    {
    }
}
