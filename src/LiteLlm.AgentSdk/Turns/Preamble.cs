namespace LiteLlm.AgentSdk.Turns;

/// <summary>Removes the text that the platform puts before the first message of a session.</summary>
internal static class Preamble
{
    private const string Beginning = "[SYSTEM: Your LAP session_id is";
    private const string Ending = "Now respond to the request below.\n\n";
    private const string EndingOfPart = "Now respond to the request below.\n";

    /// <summary>Gets the user's own text. A text without the preamble is returned unchanged.</summary>
    public static string Without(string text)
    {
        if (!text.StartsWith(Beginning, StringComparison.Ordinal))
        {
            return text;
        }

        // The first match ends the preamble, because the user's text comes after it.
        int end = text.IndexOf(Ending, StringComparison.Ordinal);
        return end < 0 ? text : text[(end + Ending.Length)..];
    }

    /// <summary>
    /// Joins the texts of a message. Leaves out the first one if it is the preamble, which opencode stores as a part of its own.
    /// </summary>
    public static string WithoutPart(IReadOnlyList<string> texts) =>
        texts is [var first, ..] && first.StartsWith(Beginning, StringComparison.Ordinal)
            && first.EndsWith(EndingOfPart, StringComparison.Ordinal)
            ? string.Join('\n', texts.Skip(1))
            : string.Join('\n', texts);
}
