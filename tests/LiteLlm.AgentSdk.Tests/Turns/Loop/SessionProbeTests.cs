using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Turns;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>What a turn learns when it asks for its session and for the session's messages.</summary>
public sealed class SessionProbeTests
{
    private const string NotFound = """{"error":"session not found"}""";
    private const string Unavailable = """{"error":"try again later"}""";

    [Theory]
    [InlineData("dead")]
    [InlineData("failed")]
    [InlineData("stopped")]
    public async Task A_session_with_a_final_status_has_ended(string status)
    {
        SessionProbe probe = Probe(SessionWith(status, "h1"));

        (await probe.GetSessionAsync("h1", default)).Should().Be(SessionView.Ended);

        probe.Session!.Status.Value.Should().Be(status);
        probe.Problem.Should().BeNull();
    }

    [Theory]
    [InlineData("creating", "h1", "h1", "it gets a new sandbox")]
    [InlineData("creating", null, null, "it gets a new sandbox")]
    [InlineData("ready", "h1", "h2", "it has another harness session")]
    public async Task A_session_that_was_recovered_is_replaced(string status, string? before, string? now, string because) =>
        (await Probe(SessionWith(status, now)).GetSessionAsync(before, default)).Should().Be(SessionView.Replaced, because);

    [Theory]
    [InlineData("h1", "h1", "nothing has changed")]
    [InlineData(null, "h1", "the earlier harness session is not known")]
    [InlineData("h1", null, "the platform does not say which harness session it is")]
    [InlineData(null, null, "neither is known")]
    public async Task A_session_without_a_visible_change_is_the_same(string? before, string? now, string because) =>
        (await Probe(SessionWith("ready", now)).GetSessionAsync(before, default)).Should().Be(SessionView.Same, because);

    [Fact]
    public async Task A_session_that_is_not_found_has_ended_and_the_failure_is_logged()
    {
        using FakePlatform platform = FakePlatform.Answering(NotFound, HttpStatusCode.NotFound);
        SessionProbe probe = new(platform.Connect(), "s1");

        (await probe.GetSessionAsync(null, default)).Should().Be(SessionView.Ended);

        probe.Session.Should().BeNull();
        probe.Problem.Should().BeOfType<AgentPlatformNotFoundException>();
        FailedPolls(platform).Should().Equal($"Session s1: a request for its state failed: {probe.Problem!.Message}");
    }

    [Fact]
    public async Task A_session_that_cannot_be_read_may_still_run_and_the_failure_is_logged()
    {
        using FakePlatform platform = FakePlatform.Answering(Unavailable, HttpStatusCode.ServiceUnavailable);
        SessionProbe probe = new(platform.Connect(), "s1");

        (await probe.GetSessionAsync(null, default)).Should().Be(SessionView.Unreadable);

        probe.Session.Should().BeNull();
        probe.Problem!.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        FailedPolls(platform).Should().Equal($"Session s1: a request for its state failed: {probe.Problem.Message}");
    }

    [Fact]
    public async Task A_refused_key_is_thrown()
    {
        using FakePlatform platform = FakePlatform.Answering("""{"error":"unauthorized"}""", HttpStatusCode.Unauthorized);
        SessionProbe probe = new(platform.Connect(), "s1");

        await Assert.ThrowsAsync<AgentPlatformAuthenticationException>(() => probe.GetSessionAsync(null, default));
        await Assert.ThrowsAsync<AgentPlatformAuthenticationException>(() => probe.ReadThreadAsync(default));

        probe.Problem.Should().BeNull();
        FailedPolls(platform).Should().BeEmpty();
    }

    [Fact]
    public async Task The_messages_of_the_session_are_read()
    {
        using FakePlatform platform = FakePlatform.Answering("""[{"info":{"id":"m1","role":"user","time":{"created":1}},"parts":[]}]""");
        SessionProbe probe = new(platform.Connect(), "s1");

        IReadOnlyList<Message>? thread = await probe.ReadThreadAsync(default);

        thread.Should().ContainSingle().Which.Info.Id.Should().Be("m1");
        platform.Received.Should().Equal("GET sessions/s1/messages");
        probe.Problem.Should().BeNull();
    }

    [Fact]
    public async Task Messages_that_cannot_be_read_are_null_and_the_failure_is_logged()
    {
        using FakePlatform platform = FakePlatform.Answering(Unavailable, HttpStatusCode.ServiceUnavailable);
        SessionProbe probe = new(platform.Connect(), "s1");

        (await probe.ReadThreadAsync(default)).Should().BeNull();

        probe.Problem!.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        FailedPolls(platform).Should().Equal($"Session s1: a request for its state failed: {probe.Problem.Message}");
    }

    [Theory]
    [InlineData("""{"id":"s1","status":"failed","failure_reason":"no image"}""", "is failed: no image")]
    [InlineData("""{"id":"s1","status":"dead"}""", "is dead: the platform gave no reason")]
    public async Task The_end_of_a_session_names_its_status_and_the_reason(string session, string end)
    {
        SessionProbe probe = Probe(session);

        await probe.GetSessionAsync(null, default);

        probe.End.Should().Be(end);
    }

    [Fact]
    public async Task The_end_of_a_session_that_is_not_found_says_that_it_is_gone()
    {
        using FakePlatform platform = FakePlatform.Answering(NotFound, HttpStatusCode.NotFound);
        SessionProbe probe = new(platform.Connect(), "s1");

        await probe.GetSessionAsync(null, default);

        probe.End.Should().Be("is not there any more");
    }

    [Fact]
    public async Task The_end_of_a_session_has_its_reason_even_if_its_messages_were_not_found()
    {
        Queue<HttpResponseMessage> answers = new(
        [
            FakePlatform.Json(NotFound, HttpStatusCode.NotFound),
            FakePlatform.Json("""{"id":"s1","status":"failed","failure_reason":"no image"}"""),
        ]);
        using FakePlatform platform = new(_ => answers.Dequeue());
        SessionProbe probe = new(platform.Connect(), "s1");

        await probe.ReadThreadAsync(default);
        await probe.GetSessionAsync(null, default);

        probe.Problem.Should().BeOfType<AgentPlatformNotFoundException>();
        probe.End.Should().Be("is failed: no image");
    }

    [Fact]
    public async Task The_end_of_a_session_stays_known_after_a_failed_request()
    {
        Queue<HttpResponseMessage> answers = new(
        [
            FakePlatform.Json("""{"id":"s1","status":"dead","failure_reason":"idle"}"""),
            FakePlatform.Json(Unavailable, HttpStatusCode.ServiceUnavailable),
        ]);
        using FakePlatform platform = new(_ => answers.Dequeue());
        SessionProbe probe = new(platform.Connect(), "s1");

        await probe.GetSessionAsync(null, default);
        await probe.ReadThreadAsync(default);

        probe.Problem.Should().NotBeNull();
        probe.End.Should().Be("is dead: idle");
    }

    [Fact]
    public async Task A_cancelled_request_is_thrown()
    {
        using FakePlatform platform = FakePlatform.Silent();
        SessionProbe probe = new(platform.Connect(), "s1");
        using CancellationTokenSource cancel = new();

        Task<SessionView> view = probe.GetSessionAsync(null, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => view);
        probe.Problem.Should().BeNull();
    }

    private static SessionProbe Probe(string session) => new(FakePlatform.Answering(session).Connect(), "s1");

    private static string SessionWith(string status, string? harness) =>
        $$"""{"id":"s1","status":"{{status}}"{{(harness is null ? "" : $$""","harness_session_id":"{{harness}}" """)}}}""";

    private static IEnumerable<string> FailedPolls(FakePlatform platform) =>
        platform.Logs.Logs.Where(log => log is { Level: LogLevel.Information, Id.Id: 10 }).Select(log => log.Message);
}
