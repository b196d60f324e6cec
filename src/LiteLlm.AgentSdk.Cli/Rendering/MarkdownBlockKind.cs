namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>What a line of Markdown begins.</summary>
internal enum MarkdownBlockKind
{
    /// <summary>Too little of the line is known.</summary>
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
