namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>What a key asks of whoever runs the editor.</summary>
internal enum EditorOutcome
{
    /// <summary>Nothing but to show the line.</summary>
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
