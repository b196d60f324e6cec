using System.Text;

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>
/// Makes untrusted text safe for a terminal. Characters that would move the cursor, set the title or the clipboard, or change the
/// reading direction are shown as visible characters. Line breaks and tabs are kept.
/// </summary>
internal static class SafeText
{
    public static string Clean(string untrusted)
    {
        ArgumentNullException.ThrowIfNull(untrusted);
        SafeTextStream stream = new();
        return stream.Push(untrusted) + stream.Finish();
    }

    /// <summary>Returns the text on one line, shortened with an ellipsis to a width.</summary>
    public static string Line(string untrusted, int columns = int.MaxValue)
    {
        string clean = Clean(untrusted).Trim().Replace('\t', ' ');
        StringBuilder line = new();
        bool broken = false;
        foreach (char c in clean)
        {
            // A line break and the indentation after it become one space.
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
