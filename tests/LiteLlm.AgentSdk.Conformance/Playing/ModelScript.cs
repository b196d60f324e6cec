using System.Globalization;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// The scripted model behind the recordings: an echo, which words in the prompt make act. Where the recorded one took its time, this one
/// is held: after so many words, until it is let go on.
/// </summary>
internal sealed partial class ModelScript
{
    private static readonly string[] Unicode = ["unicode: ", "\U0001f600\U0001f469\u200d\U0001f469", "\u200d\U0001f467\u200d\U0001f466", " \u6f22\u5b57\u304b", "\u306a\u4ea4\u3058\u308a", "\u6587 \ud55c\uad6d", "\uc5b4 e\u0301", " n\u0303 ", "\u2028 af", "ter-", "LS \u2029", " aft", "er-P", "S \u00a0?", " \u05e2\u05d1\u05e8", "\u05d9\u05ea \u0627", "\u0644\u0639\u0631\u0628", "\u064a\u0629 \"", "quot", "e\" \\", "back", "\\ \tt", "ab"];
    private string _lastText = "";

    private (int After, Task Until)? _hold;

    /// <summary>Holds the next turn.</summary>
    /// <param name="after">After this many words.</param>
    /// <param name="until">Until this is completed.</param>
    public void Hold(int after, Task until) => _hold = (after, until);

    public async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        await Task.CompletedTask;
        (int After, Task Until)? hold = _hold;
        _hold = null;
        string text = _lastText = turn.Text.Length > 0 ? turn.Text : _lastText;
        Match failure = Failing().Match(text);
        if ((failure.Success ? failure : Command().Match(text)) is { Success: true, Groups: var groups } && groups["word"].Value is var word)
        {
            int number = groups["number"].Success ? int.Parse(groups["number"].Value, CultureInfo.InvariantCulture) : 0;
            await foreach (TurnStep step in ActAsync(word, number, text, hold))
            {
                yield return step;
            }

            yield break;
        }

        if (hold is { } held)
        {
            yield return TurnStep.Wait(held.Until);
        }

        yield return TurnStep.Text("echo: " + text + (turn.ImageCount > 0 ? $" [images={turn.ImageCount}]" : ""));
    }

    private static async IAsyncEnumerable<TurnStep> ActAsync(string word, int number, string text, (int After, Task Until)? hold)
    {
        await Task.CompletedTask;
        switch (word)
        {
            case "FAIL":
                int status = number == 0 ? 529 : number;
                yield return TurnStep.Fail(Failure(status), status: status);
                break;
            case "THINK":
                yield return TurnStep.Reasoning("thinking about: " + text);
                yield return TurnStep.Text("echo: " + text);
                break;
            case "TOOL":
                yield return TurnStep.Text(["Running a tool. "]);
                yield return TurnStep.Tool("Bash", """{"command":"echo hi","description":"say hi"}""", "hi");
                yield return TurnStep.Text(["tool said: ", "hi"]);
                break;
            case "UNICODE":
                yield return TurnStep.Text(Unicode);
                break;
            default:
                yield return TurnStep.Text(WordsAsync(number, hold));
                break;
        }
    }

    private static async IAsyncEnumerable<string> WordsAsync(int count, (int After, Task Until)? hold)
    {
        for (int i = 0; i < count; i++)
        {
            if (i == hold?.After)
            {
                await hold.Value.Until;
            }

            yield return $"tok{i} ";
        }
    }

    private static string Failure(int status) => status switch
    {
        429 => "API Error: Request rejected (429) · fake failure 429",
        401 => "Failed to authenticate. API Error: 401 fake failure 401",
        >= 500 => $"API Error: {status} fake failure {status}. This is a server-side issue, usually temporary — try again in a moment. If it persists, check status.claude.com.",
        _ => $"API Error: {status} fake failure {status}",
    };

    [GeneratedRegex(@"\b(?<word>FAIL)\b( (?<number>\d+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Failing();

    [GeneratedRegex(@"\b(?<word>THINK|TOOL|UNICODE|LONG)\b( (?<number>\d+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Command();
}
