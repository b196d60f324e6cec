using System.Globalization;
using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Testing;

namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>The model of the local platform, which echoes and reacts to keywords in the prompt.</summary>
internal static partial class ScriptedModel
{
    public static async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        await Task.CompletedTask;
        string text = turn.Text;
        int? fail = Number("FAIL", 529);
        int? slow = Number("SLOW", 3000);
        if (turn.Model.Contains("unknown", StringComparison.Ordinal))
        {
            yield return TurnStep.Fail($"There's an issue with the selected model ({turn.Model}). It may not exist.", status: 404);
            yield break;
        }

        if (turn.IsReplay)
        {
            yield return TurnStep.Text($"echo: history of {text.Length} characters");
            yield break;
        }

        if (fail is { } status)
        {
            yield return TurnStep.Fail($"API Error: {status} fake failure {status}", status: status);
            yield break;
        }

        if (Number("LONG", 50) is { } words)
        {
            yield return TurnStep.Text(Enumerable.Range(0, words).Select(static i => $"tok{i} "), TimeSpan.FromMilliseconds(slow ?? 4));
            yield break;
        }

        if (slow is { } wait)
        {
            yield return TurnStep.Delay(TimeSpan.FromMilliseconds(wait));
        }

        if (text.Contains("THINK", StringComparison.Ordinal))
        {
            yield return TurnStep.Reasoning("thinking about: " + text);
        }

        if (text.Contains("TOOL", StringComparison.Ordinal))
        {
            yield return TurnStep.Text(["Running ", "a tool. "]);
            yield return TurnStep.Tool("Bash", """{"command":"echo hi","description":"say hi"}""", "hi");
            yield return TurnStep.Text(["tool said: ", "hi"]);
            yield break;
        }

        yield return TurnStep.Text("echo: " + text + (turn.ImageCount > 0 ? $" [images={turn.ImageCount}]" : ""));

        int? Number(string word, int otherwise) =>
            Commands().Matches(text).FirstOrDefault(match => match.Groups["word"].Value == word) is not { } match ? null
            : match.Groups["number"].Success ? int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) : otherwise;
    }

    [GeneratedRegex(@"\b(?<word>FAIL|SLOW|LONG)\b( (?<number>\d+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Commands();
}
