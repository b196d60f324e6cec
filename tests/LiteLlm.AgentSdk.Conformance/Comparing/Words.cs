using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>The words of a text that differ between runs: ids (including cut ids), times, durations, addresses.</summary>
internal static partial class Words
{
    public static IEnumerable<(string Kind, string Text)> Of(string text)
    {
        int from = 0;
        foreach (Match match in Pattern().Matches(text))
        {
            if (match.Index > from)
            {
                yield return ("plain", text[from..match.Index]);
            }

            yield return (match.Groups.Values.Skip(1).First(group => group.Success).Name, match.Value);
            from = match.Index + match.Length;
        }

        if (from < text.Length)
        {
            yield return ("plain", text[from..]);
        }
    }

    // The scripted model behind the recordings marked its own ids as fake.
    [GeneratedRegex(
        """
        (?<cut>(?<=session_id\ is\ )[0-9a-f-]{1,35}(?=…$))
        |(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
            |ses_[0-9a-f]{24}|(?:msg|prt|ses)_[0-9a-f]{12}[0-9A-Za-z]{14}|(?:msg|toolu)_(?:fake_)?[0-9a-f]{16,24})
        |(?<event>evt_[0-9a-f]{12}[0-9A-Za-z]{14})
        |(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)
        |(?<duration>(?<=^)\d+(?:\.\d+)?m?s(?=\ ·|$)|(?<=^session\ age\ is\ )\d+)
        |(?<cost>(?<=m?s\ ·\ )\d+(?=\ tok$))
        |(?<address>https?://(?:127\.0\.0\.1|localhost)(?::\d+)?)
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Pattern();
}
