namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>The kind of raw mode: which of its own processing the terminal stops.</summary>
internal enum RawModeKind
{
    /// <summary>For editing a line: keys come one by one and nothing is echoed; a line feed still begins a line.</summary>
    Keys,

    /// <summary>Input and output are not processed: the remote side has its own terminal.</summary>
    Everything,
}
