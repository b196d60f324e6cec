namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>The kind of block that a line of Markdown begins.</summary>
internal enum MarkdownBlockKind
{
    /// <summary>Unknown, because too little of the line has arrived.</summary>
    Unknown,
    Blank,
    Paragraph,
    Heading,
    Quote,
    ListItem,
    Fence,
    Rule,
    TableRow,
}
