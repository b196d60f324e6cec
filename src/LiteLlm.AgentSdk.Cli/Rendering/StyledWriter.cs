namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>Writes styled text. Only this class writes colors, and none if colors are disabled.</summary>
internal sealed class StyledWriter(TextWriter output, bool hasColours)
{
    private static readonly (TextStyle Style, string Code)[] s_codes =
    [
        (TextStyle.Bold, ";1"), (TextStyle.Dim, ";2"), (TextStyle.Italic, ";3"), (TextStyle.Underline, ";4"), (TextStyle.Strike, ";9"),
        (TextStyle.Heading, ";1;35"), (TextStyle.Code, ";36"), (TextStyle.Good, ";32"), (TextStyle.Notice, ";33"), (TextStyle.Bad, ";31"),
        (TextStyle.Keyword, ";35"),
    ];

    private TextStyle _style;

    public bool HasColours => hasColours;

    /// <param name="text">Safe text without line breaks.</param>
    /// <param name="style">The style.</param>
    public void Write(ReadOnlySpan<char> text, TextStyle style = TextStyle.None)
    {
        if (!text.IsEmpty)
        {
            SetStyle(style);
            output.Write(text);
        }
    }

    /// <summary>Ends the line and its style.</summary>
    public void EndLine()
    {
        SetStyle(TextStyle.None);
        output.Write('\n');
    }

    public void Flush()
    {
        SetStyle(TextStyle.None);
        output.Flush();
    }

    private void SetStyle(TextStyle style)
    {
        if (!hasColours || style == _style)
        {
            return;
        }

        _style = style;
        output.Write("\e[0");
        foreach ((TextStyle each, string code) in s_codes)
        {
            if (style.HasFlag(each))
            {
                output.Write(code);
            }
        }

        output.Write('m');
    }
}
