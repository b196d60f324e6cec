using System.Diagnostics;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Tests.Sessions;

/// <summary>A running turn is shown live to a returning user, on both harnesses, without lost or repeated text.</summary>
public sealed class FollowTests
{
    private readonly StringBuilder _out = new();

    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task A_turn_is_shown_live_from_its_first_text(string harness)
    {
        string error = await FollowTwoTextsAsync(harness, "first");
        error.Should().Contain("A turn is running; following it.");
        _out.ToString().Should().Be("first\nlast\n");
    }

    [Theory]
    [InlineData("claude-agent-sdk", "live words, and more\nearly live words, and more\nthe end\nearlier words\n")]
    [InlineData("opencode", "earlier words\nlive words, and more\nearly live words, and more\nthe end\n")]
    public async Task A_turn_is_shown_live_from_the_middle_of_a_text(string harness, string text)
    {
        TaskCompletionSource hasBegun = new();
        TaskCompletionSource mayGoOn = new();
        TaskCompletionSource mayEndPart = new();
        TaskCompletionSource mayEnd = new();
        await using Lap lap = await Lap.StartAsync(options => options.Script = _ => Steps(
            TurnStep.Text("earlier words"),
            TurnStep.Tool("Bash", """{"command":"ls"}""", "README.md"),
            TurnStep.Text(Pieces()),
            TurnStep.Wait(mayEnd.Task),
            TurnStep.Text("the end")));
        (Session session, Task<Reply> sent) = await BeginAsync(lap, harness);
        await hasBegun.Task.WaitAsync(Lap.Patience);
        using Process process = await FollowAsync(lap, session);
        mayGoOn.SetResult();
        await ReadAsync(process, "live words, ");
        mayEndPart.SetResult();
        await ReadAsync(process, "and more");
        mayEnd.SetResult();
        string error = await EndAsync(process, sent);

        // What a harness had written of an open text is nowhere to be read before the text ends; with the Claude harness, before the turn
        // does.
        _out.ToString().Should().Be(text);
        error.Should().Contain("The beginning of that text is missing; the full text follows.");
        error.Contains("The following text was written before that.", StringComparison.Ordinal).Should().Be(harness != "opencode");

        async IAsyncEnumerable<string> Pieces()
        {
            yield return "early ";
            hasBegun.SetResult();
            await mayGoOn.Task;
            yield return "live ";
            yield return "words, ";
            await mayEndPart.Task;
            yield return "and more";
        }
    }

    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task JSON_output_is_live(string harness)
    {
        await FollowTwoTextsAsync(harness, "\"delta\":\"first\\n\"", "--json");
        _out.ToString().Split("\"delta\":\"first\\n\"").Should().HaveCount(2);
        _out.ToString().Should().Contain("\"type\":\"completed\"");
    }

    [Fact]
    public async Task Text_of_a_concurrent_turn_is_not_shown()
    {
        TaskCompletionSource mayEnd = new();
        await using Lap lap = await Lap.StartAsync(options => options.Script = turn => Steps(
            TurnStep.Wait(mayEnd.Task), TurnStep.Text("answer to " + turn.Text)));
        (Session session, Task<Reply> sent) = await BeginAsync(lap, "claude-agent-sdk");
        using Process process = await FollowAsync(lap, session);
        Task<Reply> other = (await lap.Client.Sessions.GetAsync(session.Id))
            .SendAsync(new SendOptions { Text = "something else", WaitForRunningTurn = false });
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(Lap.Patience);
        mayEnd.SetResult();
        await EndAsync(process, sent);
        await other;
        _out.ToString().Should().Be("answer to work\n");
    }

    /// <summary>Follows a turn that sends a first text, and continues when the text was shown.</summary>
    /// <returns>The output on stderr.</returns>
    private async Task<string> FollowTwoTextsAsync(string harness, string shown, params string[] options)
    {
        TaskCompletionSource mayBegin = new();
        TaskCompletionSource mayEnd = new();
        await using Lap lap = await Lap.StartAsync(platform => platform.Script = _ =>
            Steps(TurnStep.Wait(mayBegin.Task), TurnStep.Text("first\n"), TurnStep.Wait(mayEnd.Task), TurnStep.Text("last")));
        (Session session, Task<Reply> sent) = await BeginAsync(lap, harness);
        using Process process = await FollowAsync(lap, session, options);
        mayBegin.SetResult();
        await ReadAsync(process, shown);
        mayEnd.SetResult();
        string error = await EndAsync(process, sent);
        lap.Platform.Counters.TurnsStarted.Should().Be(1);
        return error;
    }

    private static async Task<(Session Session, Task<Reply> Sent)> BeginAsync(Lap lap, string harness)
    {
        Session session = await lap.CreateSessionAsync(await lap.CreateAgentAsync("bot", harness));
        Task<Reply> sent = session.SendAsync("work");
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(Lap.Patience);
        return (session, sent);
    }

    private static async Task<Process> FollowAsync(Lap lap, Session session, params string[] options)
    {
        Process process = lap.Start(["sessions", "attach", session.Id, .. options]);
        process.StandardInput.Close();
        await lap.Platform.WaitForOpenStreamsAsync(1).WaitAsync(Lap.Patience);
        return process;
    }

    /// <summary>Reads the output while the turn runs.</summary>
    private async Task ReadAsync(Process process, string text)
    {
        char[] buffer = new char[256];
        while (!_out.ToString().Contains(text, StringComparison.Ordinal))
        {
            int read = await process.StandardOutput.ReadAsync(buffer).AsTask().WaitAsync(Lap.Patience);
            read.Should().BePositive("'{0}' was to be printed; there was: {1}", text, _out);
            _out.Append(buffer, 0, read);
        }
    }

    private async Task<string> EndAsync(Process process, Task<Reply> sent)
    {
        _out.Append(await process.StandardOutput.ReadToEndAsync().WaitAsync(Lap.Patience));
        string error = await process.StandardError.ReadToEndAsync().WaitAsync(Lap.Patience);
        await process.WaitForExitAsync().WaitAsync(Lap.Patience);
        process.ExitCode.Should().Be(0, error);
        await sent;
        return error;
    }
}
