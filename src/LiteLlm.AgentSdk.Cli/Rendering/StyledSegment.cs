using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>A piece of text that looks the same throughout.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StyledSegment(string Text, TextStyle Style);
