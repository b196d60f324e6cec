namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>The action that the editor's caller must take after a key.</summary>
internal enum EditorOutcome
{
    /// <summary>Only show the line.</summary>
    Edited,
    Submitted,
    Interrupted,
    EndOfInput,
    Complete,
    ClearScreen,
    Suspend,
    ShowTool,
    OpenEditor,
}
