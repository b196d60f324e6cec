namespace LiteLlm.AgentSdk.Turns;

/// <summary>The platform's own words before the first message of a session.</summary>
internal static class Preamble
{
    private const string Beginning = "[SYSTEM: Your LAP session_id is";
    private const string Ending = "Now respond to the request below.\n\n";
    private const string EndingOfPart = "Now respond to the request below.\n";

    /// <summary>The user's own words. A text without the preamble is the user's already.</summary>
    public static string Without(string text)
    {
        if (!text.StartsWith(Beginning, StringComparison.Ordinal))
        {
            return text;
        }

        // The last line of the preamble comes before any word of the user's.
        int end = text.IndexOf(Ending, StringComparison.Ordinal);
        return end < 0 ? text : text[(end + Ending.Length)..];
    }

    /// <summary>The same where the preamble is a part of its own, as opencode keeps it.</summary>
    public static string WithoutPart(IReadOnlyList<string> texts) =>
        texts is [var first, ..] && first.StartsWith(Beginning, StringComparison.Ordinal)
            && first.EndsWith(EndingOfPart, StringComparison.Ordinal)
            ? string.Join('\n', texts.Skip(1))
            : string.Join('\n', texts);
}
