using System.Globalization;

namespace LiteLlm.AgentSdk.Testing.Tests.Support;

/// <summary>The script of the model behind the recordings.</summary>
internal static class RecordedScript
{
    public static async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        await Task.CompletedTask;
        bool openCode = turn.HarnessId.StartsWith("opencode", StringComparison.Ordinal);
        string[] words = turn.Text.Split(' ');
        switch (words[0])
        {
            case "TOOL":
                yield return TurnStep.Text(["Running a tool. "]);
                yield return TurnStep.Tool(
                    openCode ? "bash" : "Bash", """{"command":"echo hi","description":"say hi"}""", openCode ? "hi\n" : "hi");
                yield return TurnStep.Text(["tool said: ", "hi"]);
                break;
            case "THINK":
                yield return TurnStep.Reasoning("thinking about: " + turn.Text);
                yield return TurnStep.Text("echo: " + turn.Text);
                break;
            case "FAIL":
                int status = int.Parse(words[1], CultureInfo.InvariantCulture);
                string advice = status >= 500
                    ? ". This is a server-side issue, usually temporary — try again in a moment. If it persists, check status.claude.com."
                    : "";
                yield return TurnStep.Fail($"API Error: {status} fake failure {status}{advice}", status: status);
                break;
            case "LONG":
                yield return TurnStep.Text(Enumerable.Range(0, int.Parse(words[1], CultureInfo.InvariantCulture)).Select(i => $"tok{i} "));
                break;
            default:
                yield return TurnStep.Text("echo: " + turn.Text);
                break;
        }
    }
}
