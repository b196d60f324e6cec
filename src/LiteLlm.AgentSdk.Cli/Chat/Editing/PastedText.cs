using System.Text;

namespace LiteLlm.AgentSdk.Cli.Chat.Editing;

/// <summary>Cleans text from the clipboard or from an editor.</summary>
internal static class PastedText
{
    /// <summary>
    /// Makes all line breaks line feeds (terminals send carriage returns), and removes other control characters, which the user did not
    /// see.
    /// </summary>
    public static string Normalize(string text)
    {
        StringBuilder normalized = new(text.Length);
        foreach (char c in text.ReplaceLineEndings("\n"))
        {
            if (c is '\n' or '\t' || !char.IsControl(c))
            {
                normalized.Append(c);
            }
        }

        return normalized.ToString();
    }
}
