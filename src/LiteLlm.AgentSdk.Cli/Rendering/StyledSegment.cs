using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>A piece of text in one style.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StyledSegment(string Text, TextStyle Style);
