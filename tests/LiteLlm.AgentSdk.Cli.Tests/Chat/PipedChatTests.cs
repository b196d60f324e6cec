using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

/// <summary>The chat with piped input.</summary>
public sealed class PipedChatTests
{
    [TerminalFact]
    public async Task Every_line_is_a_turn_in_order_and_only_the_answers_are_printed()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(
            TurnStep.Reasoning("hm"), TurnStep.Tool("Bash", "{}", "x"), TurnStep.Text($"**{turn.TurnNumber}**: {turn.Text}\u001b[31m")));
        (int exitCode, string output, string error) = await Shell.TryAsync(lap.Chat(), "one\n\n/two\nthree");
        exitCode.Should().Be(0);
        error.Should().NotContain("lap: ").And.EndWith($"  lap --resume {lap.Session.Id}\n  lap sessions rm {lap.Session.Id}\n");
        output.Should().Be("**1**: one␛[31m\n**2**: /two␛[31m\n**3**: three␛[31m\n");
    }

    [TerminalFact]
    public async Task A_failed_turn_is_reported_on_stderr_and_the_next_line_is_sent()
    {
        await using LapScreen lap =
            await LapScreen.StartAsync(turn => turn.TurnNumber == 1 ? Steps(TurnStep.Fail("out of credit")) : Steps(TurnStep.Text("fine")));
        (int exitCode, string output, string error) = await Shell.TryAsync(lap.Chat("--no-stream"), "one\ntwo\n");
        exitCode.Should().Be(5);
        output.Should().EndWith("fine\n");
        error.Should().Contain("\nlap: the turn failed: ").And.Contain("out of credit\n").And.Contain($"lap sessions rm {lap.Session.Id}");
        lap.Platform.Counters.RequestsTo("POST", "/message").Should().Be(2);
    }

    [TerminalFact]
    public async Task Every_update_is_one_JSON_object()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => turn.TurnNumber == 1
            ? Steps(TurnStep.Reasoning("hm"), TurnStep.Tool("Bash", """{"CamelCase":1.50}""", "out"), TurnStep.Text("a\u001b\u2028ü"))
            : Steps(TurnStep.Fail("no")));
        (int exitCode, string output, _) = await Shell.TryAsync(lap.Chat("--json"), "one\ntwo\n");
        exitCode.Should().Be(5);
        output.Should().NotContain("\u001b").And.NotContain("\u2028");
        List<JsonElement> lines = [.. output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        lines.Select(line => line.GetProperty("type").GetString()).Should().ContainInOrder("started", "reasoning",
            "tool_started", "tool_finished", "text", "completed", "started", "completed");
        JsonElement tool = lines.First(line => line.GetProperty("type").GetString() == "tool_finished");
        tool.GetProperty("input").GetRawText().Should().Be("""{"CamelCase":1.50}""");
        tool.GetProperty("output").GetString().Should().Be("out");
        JsonElement[] completed = [.. lines.Where(line => line.GetProperty("type").GetString() == "completed")];
        completed[0].GetProperty("text").GetString().Should().Be("a\u001b\u2028ü");
        completed[0].GetProperty("error").ValueKind.Should().Be(JsonValueKind.Null);
        completed[0].GetProperty("seconds").GetDouble().Should().BeGreaterThan(0);
        completed[1].GetProperty("error").GetProperty("message").GetString().Should().EndWith("no");
    }
}
