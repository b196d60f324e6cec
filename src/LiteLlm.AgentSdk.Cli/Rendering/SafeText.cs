using System.Text;

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>
/// Makes text that somebody else wrote fit for a terminal: what would move the cursor, set the title or the clipboard, or turn the reading
/// direction round is shown instead of done. Line breaks and tabs pass.
/// </summary>
internal static class SafeText
{
    public static string Clean(string untrusted)
    {
        ArgumentNullException.ThrowIfNull(untrusted);
        SafeTextStream stream = new();
        return stream.Push(untrusted) + stream.Finish();
    }

    /// <summary>The text on one line, cut with an ellipsis where it is wider than that.</summary>
    public static string Line(string untrusted, int columns = int.MaxValue)
    {
        string clean = Clean(untrusted).Trim().Replace('\t', ' ');
        StringBuilder line = new();
        bool broken = false;
        foreach (char c in clean)
        {
            // A line break and the indentation after it are one blank.
            if (c == '\n' || (broken && c == ' '))
            {
                broken = true;
                continue;
            }

            line.Append(broken ? " " : "").Append(c);
            broken = false;
        }

        return TextWidth.Cut(line.ToString(), columns);
    }
}
