namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>How text looks. Several may hold at once.</summary>
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
