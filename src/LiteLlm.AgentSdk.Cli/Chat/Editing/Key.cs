using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>Something that was typed.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Text">For text and pasted blocks.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Key(KeyKind Kind, string Text = "");
