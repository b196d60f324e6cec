namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>The style of text. Styles can be combined.</summary>
[Flags]
internal enum TextStyle
{
    None = 0,
    Bold = 1,
    Dim = 2,
    Italic = 4,
    Underline = 8,
    Strike = 16,
    Code = 32,
    Heading = 64,
    Good = 128,
    Notice = 256,
    Bad = 512,
    Keyword = 1024,
}
