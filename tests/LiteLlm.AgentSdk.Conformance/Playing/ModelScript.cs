using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// The scripted model behind the recordings: an echo that reacts to keywords in the prompt. Where the recorded model took time, this model
/// is
/// held after a number of words until it is released.
/// </summary>
internal sealed partial class ModelScript
{
    private static readonly string[] Unicode =
        ["unicode: ", "\U0001f600\U0001f469\u200d\U0001f469", "\u200d\U0001f467\u200d\U0001f466", " \u6f22\u5b57\u304b",
        "\u306a\u4ea4\u3058\u308a", "\u6587 \ud55c\uad6d", "\uc5b4 e\u0301", " n\u0303 ", "\u2028 af", "ter-", "LS \u2029", " aft",
        "er-P", "S \u00a0?", " \u05e2\u05d1\u05e8", "\u05d9\u05ea \u0627", "\u0644\u0639\u0631\u0628", "\u064a\u0629 \"", "quot",
        "e\" \\", "back", "\\ \tt", "ab"];
    private string _lastText = "";

    private readonly ConcurrentDictionary<string, (int After, Task Until)[]> _holds = new();
    private readonly ConcurrentQueue<Func<(int After, Task Until)[]>> _turns = new();

    /// <summary>Gets the messages that are answered as if they were other messages.</summary>
    public ConcurrentDictionary<string, string> Instead { get; } = new();

    /// <summary>Gets or sets a value indicating whether a history is answered in a few words, as a later model did.</summary>
    public bool KnowsHistories { get; set; }

    /// <summary>Gets or sets the answer to every message, and its time; null for an individual answer to each message.</summary>
    public (string Text, Task Until)? Always { get; set; }

    /// <summary>Holds the next turn.</summary>
    /// <param name="after">After this many words.</param>
    /// <param name="until">Until this is completed.</param>
    /// <param name="text">The message of the turn; null for any message.</param>
    public void Hold(int after, Task until, string text = "") =>
        _holds.AddOrUpdate(text, _ => [(after, until)], (_, others) => [.. others, (after, until)]);

    /// <summary>Holds the next turns, each until its own task is completed.</summary>
    /// <returns>A task that is completed when all of them have begun.</returns>
    public Task HoldTurnsAsync(int after, params IReadOnlyList<Task> untils)
    {
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int left = untils.Count;
        foreach (Task until in untils)
        {
            _turns.Enqueue(() =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    all.SetResult();
                }

                return [(after, until)];
            });
        }

        return all.Task;
    }

    public async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        await Task.CompletedTask;
        string text = _lastText = turn.Text.Length > 0 ? turn.Text : _lastText;
        (int After, Task Until)[] holds = _turns.TryDequeue(out Func<(int After, Task Until)[]>? next) ? next()
            : _holds.TryRemove(text, out var own) || _holds.TryRemove("", out own) ? own : [];
        text = Instead.GetValueOrDefault(text, text);
        bool isOpenCode = turn.HarnessId.StartsWith("opencode", StringComparison.Ordinal);
        if (Always is { } always)
        {
            yield return TurnStep.Wait(always.Until);
            yield return TurnStep.Text(always.Text);
            yield break;
        }

        if (KnowsHistories && turn.IsReplay)
        {
            yield return TurnStep.Text("echo: (history replay)");
            yield break;
        }

        Match failure = Failing().Match(text);
        if ((failure.Success ? failure : Command().Match(text)) is { Success: true, Groups: var groups }
            && groups["word"].Value is var word)
        {
            int number = groups["number"].Success ? int.Parse(groups["number"].Value, CultureInfo.InvariantCulture) : 0;
            await foreach (TurnStep step in ActAsync(word, number, text, holds, isOpenCode))
            {
                yield return step;
            }

            yield break;
        }

        foreach ((_, Task until) in holds)
        {
            yield return TurnStep.Wait(until);
        }

        yield return TurnStep.Text("echo: " + text + (turn.ImageCount > 0 ? $" [images={turn.ImageCount}]" : ""));
    }

    private static async IAsyncEnumerable<TurnStep> ActAsync(
        string word, int number, string text, (int After, Task Until)[] holds, bool isOpenCode)
    {
        await Task.CompletedTask;
        switch (word)
        {
            case "FAIL" when isOpenCode && number is 0 or 529:
                yield return TurnStep.Retry(529, int.MaxValue, "fake failure 529");
                break;
            case "FAIL" when isOpenCode:
                yield return TurnStep.Fail($"fake failure {number}", status: number);
                break;
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
                const string input = """{"command":"echo hi","description":"say hi"}""";
                yield return isOpenCode ? TurnStep.Tool("bash", input, "hi\n") : TurnStep.Tool("Bash", input, "hi");
                yield return TurnStep.Text(["tool said: ", "hi"]);
                break;
            case "UNICODE":
                yield return TurnStep.Text(Unicode);
                break;
            default:
                yield return TurnStep.Text(WordsAsync(number, holds));
                break;
        }
    }

    private static async IAsyncEnumerable<string> WordsAsync(int count, (int After, Task Until)[] holds)
    {
        for (int i = 0; i < count; i++)
        {
            foreach ((_, Task until) in holds.Where(hold => hold.After == i))
            {
                await until;
            }

            yield return $"tok{i} ";
        }
    }

    private static string Failure(int status) => status switch
    {
        429 => "API Error: Request rejected (429) · fake failure 429",
        401 => "Failed to authenticate. API Error: 401 fake failure 401",
        >= 500 =>
            $"API Error: {status} fake failure {status}. This is a server-side issue, usually temporary — try again in a moment. If it "
                + "persists, check status.claude.com.",
        _ => $"API Error: {status} fake failure {status}",
    };

    [GeneratedRegex(@"\b(?<word>FAIL)\b( (?<number>\d+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Failing();

    [GeneratedRegex(@"\b(?<word>THINK|TOOL|UNICODE|LONG)\b( (?<number>\d+))?", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Command();
}
