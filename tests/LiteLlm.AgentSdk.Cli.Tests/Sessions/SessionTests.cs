using System.Diagnostics;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Tests.Sessions;

public sealed class SessionTests
{
    [Fact]
    public async Task Live_sessions_are_listed_with_their_agents_and_all_sessions_with_an_option()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent reviewer = await lap.CreateAgentAsync("Reviewer");
        Agent writer = await lap.CreateAgentAsync("Writer");
        Session live = await lap.CreateSessionAsync(reviewer);
        Session other = await lap.CreateSessionAsync(writer);
        Session dead = await lap.CreateSessionAsync(reviewer);
        await dead.TerminateAsync();
        (await lap.RunAsync("ps")).Succeeds().Out.Should()
            .MatchRegex($"{live.Id} +Reviewer +ready").And.MatchRegex($"{other.Id} +Writer +ready").And.NotContain(dead.Id);
        Ids(await lap.RunAsync("ps", "--all", "--json")).Should().BeEquivalentTo([live.Id, other.Id, dead.Id]);
        Ids(await lap.RunAsync("ps", "--agent", "reviewer", "--json")).Should().Equal(live.Id);
        Ids(await lap.RunAsync("sessions", "--json")).Should().BeEquivalentTo([live.Id, other.Id]);
        Ids(await lap.RunAsync("sessions", "list", "--all", "--agent", writer.Id, "--json")).Should().Equal(other.Id);

        static IEnumerable<string?> Ids(Result result) =>
            result.Succeeds().Json.EnumerateArray().Select(session => session.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Watching_prints_a_line_when_something_changes()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.CreateSessionAsync();
        using Process process = lap.Start("ps", "--watch", "--json");
        (await NextAsync()).GetProperty("status").GetString().Should().Be("ready");
        await session.TerminateAsync();
        (await NextAsync()).GetProperty("status").GetString().Should().Be("dead");
        Session second = await lap.CreateSessionAsync();
        (await NextAsync()).GetProperty("id").GetString().Should().Be(second.Id);
        Lap.Interrupt(process);
        await process.WaitForExitAsync().WaitAsync(Lap.Patience);
        process.ExitCode.Should().Be(130);

        async Task<JsonElement> NextAsync()
        {
            string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(Lap.Patience);
            using JsonDocument document = JsonDocument.Parse(line!);
            return document.RootElement.Clone();
        }
    }

    [Fact]
    public async Task A_session_is_shown_with_its_details()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.CreateSessionAsync();
        (await lap.RunAsync("sessions", "show", session.Id)).Succeeds().Out.Should().Contain(session.Id).And.MatchRegex("Status: +ready")
            .And.MatchRegex("Ends when idle for: +15 min");
        JsonElement shown = (await lap.RunAsync("sessions", "show", $"{lap.Address}/sessions/{session.Id}", "--json")).Succeeds().Json;
        await session.RefreshAsync();
        JsonElement.DeepEquals(shown, session.Raw).Should().BeTrue();
    }

    [Fact]
    public async Task The_log_and_the_messages_are_printed()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.CreateSessionAsync();
        await session.SendAsync("hello");
        (await lap.RunAsync("sessions", "log", session.Id)).Succeeds().Out.Should().MatchRegex("user +.*hello").And.Contain("created");
        (await lap.RunAsync("sessions", "log", session.Id, "--json")).Succeeds().Json.EnumerateArray().Select(entry =>
            entry.GetProperty("kind").GetString()).Should().Contain(["created", "user"]);
        (await lap.RunAsync("sessions", "messages",
            session.Id)).Succeeds().Out.Should().Contain("user:").And.Contain("assistant:\necho: hello\n");
        IReadOnlyList<JsonElement> messages = (await lap.RunAsync("sessions", "messages", session.Id, "--lines")).Succeeds().JsonLines;
        JsonElement array = (await lap.RunAsync("sessions", "messages", session.Id[..8], "--json")).Succeeds().Json;
        array.EnumerateArray().Select(message => message.GetProperty("id").GetString()).Should()
            .Equal(messages.Select(message => message.GetProperty("id").GetString()));
        messages.Select(message => message.GetProperty("role").GetString()).Should().Equal("user", "assistant");
        messages[1].GetProperty("text").GetString().Should().Be("echo: hello");
        (await lap.RunAsync("sessions", "diagnose", session.Id)).Succeeds().Json.ValueKind.Should().Be(JsonValueKind.Object);
    }

    [Fact]
    public async Task The_sandboxs_output_is_printed()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.CreateSessionAsync();
        lap.Platform.WriteSandboxLog(session.Id, "first");
        lap.Platform.WriteSandboxLog(session.Id, "second");
        (await lap.RunAsync("sessions", "logs", session.Id, "--tail", "1", "--since", "60")).Succeeds().Out.Should().Be("second\n");
        (await lap.RunAsync("sessions", "logs", session.Id,
            "--json")).Succeeds().Json.GetProperty("logs").GetString().Should().Contain("first\nsecond");
    }

    [Fact]
    public async Task Events_are_printed_one_per_line_until_the_turn_ends()
    {
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Lap lap = await Lap.StartAsync(options => options.Script = Waits);
        Session session = await lap.CreateSessionAsync();
        Task<Result> events = lap.RunAsync("sessions", "events", session.Id);
        await lap.Platform.WaitForOpenStreamsAsync(1).WaitAsync(Lap.Patience);
        Task<Reply> reply = session.SendAsync("hello");
        go.SetResult();
        await reply;
        IReadOnlyList<JsonElement> lines = (await events).Succeeds().JsonLines;
        lines.Select(line => line.GetProperty("type").GetString()).Should().Contain("message.part.delta").And.EndWith("session.idle");

        async IAsyncEnumerable<TurnStep> Waits(LocalTurn turn)
        {
            await go.Task;
            yield return TurnStep.Text("hello");
        }
    }

    [Fact]
    public async Task A_running_turn_is_stopped()
    {
        await using Lap lap = await Lap.StartAsync(options => options.Script = Hangs);
        Session session = await lap.CreateSessionAsync();
        Task<Reply> reply = session.SendAsync(new SendOptions { Text = "hello", ThrowOnFailure = false });
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(Lap.Patience);
        (await lap.RunAsync("sessions", "abort", session.Id)).Succeeds();
        (await reply.WaitAsync(Lap.Patience)).IsAborted.Should().BeTrue();
    }

    [Fact]
    public async Task Sessions_are_ended_and_restarted()
    {
        await using Lap lap = await Lap.StartAsync();
        Session one = await lap.CreateSessionAsync();
        Session two = await lap.CreateSessionAsync(await lap.Client.Agents.GetAsync(one.AgentId));
        (await lap.RunAsync("sessions", "rm", one.Id, $"{lap.Address}/sessions/{two.Id}")).Succeeds();
        lap.Platform.GetStatus(one.Id).Should().Be("dead");
        lap.Platform.GetStatus(two.Id).Should().Be("dead");
        (await lap.RunAsync("sessions", "restart", one.Id,
            "--json")).Succeeds().Json.GetProperty("status").GetString().Should().Be("ready");
        lap.Platform.GetStatus(one.Id).Should().Be("ready");
        (await lap.RunAsync("sessions", "rm", Guid.NewGuid().ToString())).Fails(3, "There is no session");
    }
}
