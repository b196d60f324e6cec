using Microsoft.Agents.AI;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>Options of one run of an agent of the platform.</summary>
public sealed class PlatformAgentRunOptions : AgentRunOptions
{
    /// <summary>Initializes a new instance of the <see cref="PlatformAgentRunOptions"/> class.</summary>
    public PlatformAgentRunOptions()
    {
    }

    private PlatformAgentRunOptions(PlatformAgentRunOptions options)
        : base(options)
    {
        Send = options.Send;
    }

    /// <summary>Gets or sets the options for sending the message of this run.</summary>
    /// <value>Default: <see cref="PlatformAIAgentOptions.Send"/>.</value>
    public SendOptions? Send { get; set; }

    /// <summary>Creates a copy of the options.</summary>
    /// <returns>The copy.</returns>
    public override AgentRunOptions Clone() => new PlatformAgentRunOptions(this);
}
