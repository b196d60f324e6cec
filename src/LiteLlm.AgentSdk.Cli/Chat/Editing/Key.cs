using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>A key or a pasted text.</summary>
/// <param name="Kind">The kind of key.</param>
/// <param name="Text">The text of a text key or a pasted block.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Key(KeyKind Kind, string Text = "");
