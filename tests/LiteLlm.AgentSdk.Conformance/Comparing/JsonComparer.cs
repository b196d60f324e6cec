using System.Text.Json;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>Compares JSON values: equal members in the same order, and equal values except for ids, times and costs.</summary>
internal sealed partial class JsonComparer(IdMap ids)
{
    private const string HistoryStart = "<previous_session_history>\n<msgs>\n";
    private const string HistoryEnd = "\n</msgs>\n</previous_session_history>";

    // The answer to a message and a stream beside it may arrive and be compared at the same time.
    private readonly Lock _gate = new();
    private readonly List<Difference> _differences = [];

    public IReadOnlyList<Difference> Compare(JsonElement expected, JsonElement actual, string path = "$")
    {
        lock (_gate)
        {
            _differences.Clear();
            Values(expected, actual, path);
            return [.. _differences];
        }
    }

    public IReadOnlyList<Difference> CompareText(string expected, string actual, string path)
    {
        lock (_gate)
        {
            _differences.Clear();
            Texts(expected, actual, path);
            return [.. _differences];
        }
    }

    private void Values(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            Differ(path, expected.GetRawText(), actual.GetRawText());
            return;
        }

        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                Objects(expected, actual, path);
                break;
            case JsonValueKind.Array:
                Arrays(expected, actual, path);
                break;
            case JsonValueKind.String:
                Texts(expected.GetString()!, actual.GetString()!, path);
                break;
            case JsonValueKind.Number when !TimeOrCost().IsMatch(path) && expected.GetRawText() != actual.GetRawText():
                Differ(path, expected.GetRawText(), actual.GetRawText());
                break;
        }
    }

    private void Objects(JsonElement expected, JsonElement actual, string path)
    {
        string[] names = [.. expected.EnumerateObject().Select(member => member.Name)];
        string[] actualNames = [.. actual.EnumerateObject().Select(member => member.Name)];
        if (!names.SequenceEqual(actualNames))
        {
            Differ(path + " (members)", string.Join(",", names), string.Join(",", actualNames));
        }

        foreach (string name in names.Intersect(actualNames))
        {
            Values(expected.GetProperty(name), actual.GetProperty(name), path + "." + name);
        }
    }

    private void Arrays(JsonElement expected, JsonElement actual, string path)
    {
        int length = expected.GetArrayLength();
        if (length != actual.GetArrayLength())
        {
            Differ(path + " (length)", $"{length}", $"{actual.GetArrayLength()}");
        }

        for (int i = 0; i < Math.Min(length, actual.GetArrayLength()); i++)
        {
            Values(expected[i], actual[i], $"{path}[{i}]");
        }
    }

    private void Texts(string expected, string actual, string path)
    {
        if (History(expected) is { } history && History(actual) is { } other)
        {
            using JsonDocument one = JsonDocument.Parse(history);
            using JsonDocument another = JsonDocument.Parse(other);
            Values(one.RootElement, another.RootElement, path + " (history)");
            return;
        }

        List<(string Kind, string Text)> words = [.. Words.Of(expected)];
        List<(string Kind, string Text)> actualWords = [.. Words.Of(actual)];
        for (int i = 0; i < Math.Max(words.Count, actualWords.Count); i++)
        {
            if (i >= words.Count || i >= actualWords.Count)
            {
                Differ($"{path} (word {i})", i < words.Count ? words[i].Text : "(end)", i < actualWords.Count ? actualWords[i].Text
                    : "(end)");
                return;
            }

            (string kind, string text) = words[i];
            bool same = kind == actualWords[i].Kind && kind switch
            {
                "plain" => text == actualWords[i].Text || (i == words.Count - 1 && IsSameCut(text, actualWords[i].Text)),
                "cut" => ids.IsPairCut(text, actualWords[i].Text),
                "id" or "address" => ids.Pair(text, actualWords[i].Text),
                _ => true,
            };
            if (!same)
            {
                // Shows the texts from their first difference.
                int at = kind == "plain" ? text.Zip(actualWords[i].Text).TakeWhile(pair => pair.First == pair.Second).Count() : 0;
                Differ(at == 0 && i == 0 ? path
                    : $"{path} (word {i} at {at})", text[at..], actualWords[i].Text[Math.Min(at, actualWords[i].Text.Length)..]);
                return;
            }
        }
    }

    /// <summary>
    /// Returns whether two ends of cut texts are equal as far as both go. The addresses before them differ in length.
    /// </summary>
    private static bool IsSameCut(string expected, string actual)
    {
        int length = Math.Min(expected.Length, actual.Length) - 1;
        return expected.EndsWith('…') && actual.EndsWith('…') && string.CompareOrdinal(expected, 0, actual, 0, length) == 0;
    }

    /// <summary>Returns the thread that a replay passes to the model; null if the text is not a thread.</summary>
    private static string? History(string text) =>
        text.StartsWith(HistoryStart, StringComparison.Ordinal) && text.EndsWith(HistoryEnd, StringComparison.Ordinal)
            ? text[HistoryStart.Length..^HistoryEnd.Length]
            : null;

    private void Differ(string path, string expected, string actual) => _differences.Add(new(path, expected, actual));

    [GeneratedRegex(
        """
        \.(time|time\.\w+|next|created|completed|\w*duration\w*_ms|ttft_ms|retry_delay_ms|age_ms|elapsed_ms
        |cost|total_cost_usd|costUSD|tokens(\.\w+)*|\w+_tokens|\w+Tokens)$
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex TimeOrCost();
}
