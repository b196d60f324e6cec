using System.Globalization;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// A script for trying out clients. The agent echoes the message, and words in capitals in the message add steps: <c>TOOL</c> calls a
/// tool, <c>THINK</c> adds reasoning first, <c>LONG 200</c> writes two hundred words, <c>SLOW 500</c> waits 500 milliseconds between
/// the words (default: <see cref="LocalAgentPlatformOptions.DeltaPace"/>), <c>UNICODE</c> writes emoji and combining characters,
/// <c>MARKDOWN</c> writes Markdown, and <c>FAIL 529</c> fails with the status 529.
/// </summary>
/// <example>
/// <code>
/// await using var lap = await LocalAgentPlatform.StartAsync(new() { Script = DemoScript.RunAsync });
/// </code>
/// </example>
public static class DemoScript
{
    /// <summary>Plays a turn. Use it as <see cref="LocalAgentPlatformOptions.Script"/>.</summary>
    /// <param name="turn">The turn's message and session.</param>
    /// <returns>The steps of the turn.</returns>
    public static async IAsyncEnumerable<TurnStep> RunAsync(LocalTurn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        await Task.CompletedTask.ConfigureAwait(false);
        if (turn.IsReplay)
        {
            yield return TurnStep.Text("I have read what was said before.");
            yield break;
        }

        string[] words = turn.Text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        TimeSpan? pace = Number(words, "SLOW") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
        if (words.Contains("THINK"))
        {
            yield return TurnStep.Reasoning(SplitWords("I should think about what was said before I answer."), pace);
        }

        if (words.Contains("TOOL"))
        {
            yield return TurnStep.Text(SplitWords("Running a tool. "), pace);
            yield return TurnStep.Tool("Bash", """{"command":"echo hi"}""", "hi");
            yield return TurnStep.Text(SplitWords("The tool said: hi"), pace);
        }

        if (words.Contains("FAIL"))
        {
            int status = Number(words, "FAIL") ?? 500;
            yield return TurnStep.Fail($"API Error: {status} the scripted model was told to fail", status: status);
            yield break;
        }

        string answer = words switch
        {
            _ when Number(words, "LONG") is { } count =>
                string.Join(' ',
                Enumerable.Range(1, count).Select(static n => n.ToString(CultureInfo.InvariantCulture) + (n % 12 == 0 ? ".\n" : ""))),
            _ when words.Contains("UNICODE") => "漢字 😀 👩‍👩‍👧‍👦 é e\u0301 \u2028 ñ العربية",
            _ when words.Contains("MARKDOWN") =>
                "# A heading\n\nSome *emphasis*, some **strength**, some `code`.\n\n- one\n- two\n\n"
                + "```csharp\nConsole.WriteLine(\"hi\");\n```\n\n> and a quote\n",
            _ when words.Contains("TOOL") => "",
            _ => "echo: " + turn.Text,
        };
        if (answer.Length > 0)
        {
            yield return TurnStep.Text(SplitWords(answer), pace);
        }
    }

    /// <summary>Splits text into words with the following space, as a model streams them.</summary>
    private static IEnumerable<string> SplitWords(string text)
    {
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is ' ' or '\n')
            {
                yield return text[start..(i + 1)];
                start = i + 1;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }

    private static int? Number(string[] words, string keyword)
    {
        int at = Array.IndexOf(words, keyword);
        return at >= 0 && at + 1 < words.Length
            && int.TryParse(words[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
