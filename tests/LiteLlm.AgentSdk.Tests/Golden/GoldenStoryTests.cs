using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>Plays recordings that belong together in their order through the object model.</summary>
public sealed class GoldenStoryTests
{
    private const string Claude = "sessions-claude-agent-sdk/";

    [Fact]
    public async Task An_agent_is_read_changed_and_deleted()
    {
        RecordedExchange get = Recordings.Get("agents/get");
        RecordedExchange renamed = Recordings.Get("agents/patch.name");
        await using GoldenServer server = await GoldenServer.StartAsync();
        using AgentPlatformClient client = server
            .Expect(get)
            .Expect(get)
            .Expect(renamed)
            .Expect(Recordings.Get("agents/delete.with-automations-issues"))
            .Expect(Recordings.Get("agents/get.after-delete"))
            .CreateClient(get);

        Agent agent = await client.Agents.GetAsync("9b08c741-96eb-4933-a636-a6c7386efcfa");
        (await agent.RefreshAsync()).Should().BeSameAs(agent);
        GoldenRecords.Check(get.Json(), agent);
        (await agent.UpdateAsync(new AgentUpdateOptions { Name = "renamed" })).Should().BeSameAs(agent);
        GoldenRecords.Check(renamed.Json(), agent);
        await agent.DeleteAsync();
        Func<Task> refresh = () => agent.RefreshAsync();
        await refresh.Should().ThrowAsync<AgentPlatformNotFoundException>();

        server.Verify();
        GoldenRecords.Check(renamed.Json(), agent);
    }

    [Fact]
    public async Task All_agents_of_a_recorded_page_are_listed_with_one_request()
    {
        RecordedExchange list = Recordings.Get("agents/list");
        await using GoldenServer server = await GoldenServer.StartAsync();
        using AgentPlatformClient client = server.Expect(list).CreateClient(list);

        List<Agent> agents = [];
        await foreach (Agent agent in client.Agents.ListAsync())
        {
            agents.Add(agent);
        }

        server.Verify();
        agents.Should().HaveCount(13);
        agents.Select(static agent =>
            agent.Id).Should().Equal(list.Node()!["data"]!.AsArray().Select(static agent => (string)agent!["id"]!));
    }

    [Fact]
    public async Task A_session_is_created_becomes_ready_and_answers()
    {
        RecordedExchange created = Recordings.Get(Claude + "create.empty-object");
        RecordedExchange ready = Recordings.Get(Claude + "get.just-created");
        RecordedExchange answered = Recordings.Get(Claude + "early.message");
        await using GoldenServer server = await GoldenServer.StartAsync();
        using AgentPlatformClient client =
            server.Expect(AgentOf(created)).Expect(created).Expect(ready).Expect(answered).CreateClient(created);

        Agent agent = await client.Agents.GetAsync(created.Segment("agents")!);
        Session session = await agent.CreateSessionAsync();
        await GoldenRecords.CheckAsync(ready.Json(), session);
        Reply reply = await session.SendAsync("too early");

        server.Verify();
        GoldenTurns.CheckReply(answered, reply);
    }

    [Fact]
    public async Task A_session_whose_sandbox_never_starts_fails_with_the_recorded_reason()
    {
        RecordedExchange created = Recordings.Get("chaos/refuse.create-session");
        RecordedExchange failed = Recordings.Get("chaos/refuse.create-session.get-failed");
        await using GoldenServer server = await GoldenServer.StartAsync();
        using AgentPlatformClient client =
            server.Expect(created).Expect(Recordings.Get("chaos/refuse.create-session.get-creating")).Expect(failed).CreateClient(created);
        List<SessionProgress> progress = [];

        Func<Task> create = () => client.Sessions.CreateAsync(
            created.Segment("agents")!,
            new SessionCreateOptions { InitialPrompt = "x", Progress = new Reports(progress) });
        SessionFailedException e = (await create.Should().ThrowAsync<SessionFailedException>()).Which;

        server.Verify();
        e.Status.Should().Be(SessionStatus.Failed);
        e.FailureReason.Should().Be((string?)failed.Node()!["failure_reason"]);
        e.LastPhase.Should().Be(SessionPhase.WaitingHarness);
        await GoldenRecords.CheckAsync(failed.Json(), e.Session!);
        progress.Select(static p => (p.Status, p.Phase)).Should().Equal(
            (SessionStatus.Creating, null),
            (SessionStatus.Creating, SessionPhase.WaitingHarness),
            (SessionStatus.Failed, SessionPhase.WaitingHarness));
    }

    [Fact]
    public async Task A_reattached_session_searches_its_initial_turn_once_and_sends()
    {
        RecordedExchange get = Recordings.Get(Claude + "get.ready");
        RecordedExchange answered = Recordings.Get(Claude + "early.message");
        RecordedExchange thread = get with { Path = get.Path + "/messages", Body = new JsonArray(answered.Node()).ToJsonString() };
        await using GoldenServer server = await GoldenServer.StartAsync();
        using AgentPlatformClient client = server.Expect(get).Expect(thread).Expect(answered).Expect(answered).CreateClient(get);

        Session session = await client.Sessions.GetAsync(get.Segment("sessions")!);
        GoldenTurns.CheckReply(answered, await session.SendAsync("too early"));
        GoldenTurns.CheckReply(answered, await session.SendAsync("too early"));

        server.Verify();
    }

    [Theory]
    [InlineData("events.during-message")]
    [InlineData("stream.during-message")]
    public async Task A_watched_turn_gives_the_same_reply_as_its_sender_received(string watched)
    {
        RecordedExchange message = Recordings.Get($"{Claude}{watched}.message");

        GoldenTurns.CheckMessages([message.Node()!.AsObject()], await ReplyOfAsync(Claude + watched, message));
    }

    [Fact]
    public async Task A_watched_aborted_turn_gives_the_text_and_the_error_that_its_sender_received()
    {
        // opencode completes the part and the message after the stream has ended the turn, so times are missing, but no text is.
        RecordedExchange message = Recordings.Get("sessions-opencode-brain-inline/abort.message");
        JsonNode sent = message.Node()!;

        Reply reply = await ReplyOfAsync("sessions-opencode-brain-inline/abort.stream", message);

        reply.Info!.Id.Should().Be((string?)sent["info"]!["id"]);
        reply.Parts.Select(static p => p.Id).Should().Equal(sent["parts"]!.AsArray().Select(static p => (string?)p!["id"]));
        reply.Text.Should().Be((string?)sent["parts"]![1]!["text"]);
        reply.IsAborted.Should().BeTrue();
        reply.Error!.Name.Should().Be((string?)sent["info"]!["error"]!["name"]);
        reply.Error.Message.Should().Be((string?)sent["info"]!["error"]!["data"]!["message"]);
    }

    // The same turn as seen on a stream and as answered to its sender. The stream is played as the sender's own.
    private static async Task<Reply> ReplyOfAsync(string watched, RecordedExchange message)
    {
        RecordedExchange stream =
            Recordings.Get(watched) with { Method = "POST", Path = message.Path + "_stream", RequestBody = message.RequestBody };
        await using GoldenServer server = await GoldenServer.StartAsync();
        using AgentPlatformClient client = server.Expect(stream).CreateClient(stream);

        StreamOutcome outcome = (StreamOutcome)await GoldenCalls.SendStreaming(client, stream);

        server.Verify();
        GoldenTurns.CheckStream(stream, outcome);
        return GoldenTurns.Completed(outcome).Reply;
    }

    // The agent of a session is not among the recordings.
    private static RecordedExchange AgentOf(RecordedExchange exchange) => Recordings.Get("agents/get") with
    {
        Path = "/api/v1/managed_agents/agents/" + exchange.Segment("agents"),
        Body = new JsonObject { ["id"] = exchange.Segment("agents"), ["model"] = "m" }.ToJsonString(),
    };

    private sealed class Reports(List<SessionProgress> all) : IProgress<SessionProgress>
    {
        public void Report(SessionProgress value) => all.Add(value);
    }
}
