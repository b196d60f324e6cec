namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>How much of what a terminal does by itself is turned off.</summary>
internal enum RawModeKind
{
    /// <summary>For editing a line: keys come one by one and nothing is echoed; a line feed still begins a line.</summary>
    Keys,

    /// <summary>Nothing is touched in either direction: the other end has a terminal of its own.</summary>
    Everything,
}
