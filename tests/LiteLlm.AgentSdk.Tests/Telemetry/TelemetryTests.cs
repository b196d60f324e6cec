using System.Diagnostics;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Sessions;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Tests.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Telemetry;

/// <summary>The spans and metrics of agents, sessions and turns when a listener is registered.</summary>
public class TelemetryTests
{
    [Fact]
    public async Task An_agent_a_session_and_a_turn_are_one_trace()
    {
        ManualTimeProvider platformTime = new();
        await using LocalAgentPlatform lap =
            await LocalAgentPlatform.StartAsync(new()
            {
                TimeProvider = platformTime,
                StartupPhases = { new("spawning", TimeSpan.FromSeconds(1)) }
            });
        using AgentPlatformClient platform = lap.CreateClient();
        using SpanRecorder recorder = new();

        Agent agent =
            await platform.Agents.CreateAsync(new() { Model = "anthropic/claude-haiku-4-5", Name = "reviewer", Prompt = "You review." });
        Session session = await agent.CreateSessionAsync(new() { Progress = Reports.Moving(platformTime, TimeSpan.FromSeconds(1)) });
        Reply reply = await session.SendAsync("hello");

        Activity created = recorder.Single("create_agent reviewer");
        created.Kind.Should().Be(ActivityKind.Client);
        created.TagObjects.Should().Contain(
        [
            new("gen_ai.operation.name", "create_agent"), new("gen_ai.system", "litellm_agent_platform"),
                new("gen_ai.provider.name", "litellm_agent_platform"),
            new("gen_ai.agent.id", agent.Id), new("gen_ai.agent.name", "reviewer"),
                new("gen_ai.request.model", "anthropic/claude-haiku-4-5"),
            new("server.address", lap.BaseUrl.Host), new("server.port", lap.BaseUrl.Port),
        ]);
        recorder.Inside(created).Should().Equal("POST /agents");

        Activity opened = recorder.Single("create_session reviewer");
        opened.GetTagItem("gen_ai.conversation.id").Should().Be(session.Id);
        opened.GetTagItem("litellm.session.status").Should().Be("ready");
        opened.Events.Select(static e =>
            (e.Name, Tag(e.Tags, "litellm.session.status"))).Should().Contain(("session.phase", "creating")).And.Contain(("session.phase",
            "ready"));
        recorder.Inside(opened).Should().StartWith("POST /agents/{id}/session").And.Contain("GET /sessions/{id}");

        Activity turn = recorder.Single("invoke_agent reviewer");
        turn.TagObjects.Should().Contain(
        [
            new("gen_ai.operation.name", "invoke_agent"), new("gen_ai.agent.id", agent.Id), new("gen_ai.agent.name", "reviewer"),
                new("gen_ai.conversation.id", session.Id),
            new("gen_ai.request.model", "anthropic/claude-haiku-4-5"), new("gen_ai.usage.input_tokens", reply.InputTokens),
                new("gen_ai.usage.output_tokens", reply.OutputTokens),
            new("gen_ai.response.id", reply.Info!.Id),
        ]);
        turn.Status.Should().Be(ActivityStatusCode.Unset);
        recorder.Inside(turn).Should().StartWith("POST /sessions/{id}/message");
        recorder.Spans.SelectMany(static span => span.TagObjects).Select(static tag => $"{tag.Value}").Should().NotContain(static value =>
            value.Contains("hello") || value.Contains("You review"), "content is off");
    }

    [Fact]
    public async Task A_call_is_the_span_of_an_HTTP_client()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("[]"));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        using SpanRecorder recorder = new();

        await client.Sessions.ListAsync(new() { AgentId = "secret-search" }).ToListAsync();

        Activity call = recorder.Single("GET /sessions");
        call.Kind.Should().Be(ActivityKind.Client);
        call.TagObjects.Should().BeEquivalentTo(new KeyValuePair<string, object?>[]
        {
            new("http.request.method", "GET"), new("url.template", "/sessions"),
                new("url.full", $"{stub.BaseAddress}api/v1/managed_agents/sessions?*"),
            new("server.address", stub.BaseAddress.Host), new("server.port", stub.BaseAddress.Port), new("http.response.status_code", 200),
        });
    }

    [Fact]
    public async Task Each_attempt_is_a_span_and_a_retry_is_counted()
    {
        int calls = 0;
        await using KestrelStub stub = await KestrelStub.StartAsync(context =>
            (Interlocked.Increment(ref calls) == 1 ? Respond.Json("""{"error":"busy"}""", 503) : Respond.Json("[]"))(context));
        using AgentPlatformClient client =
            Clients.For(stub.BaseAddress, static options => options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1));
        using SpanRecorder recorder = new();
        using MetricRecorder metrics = new();

        await client.Skills.ListAsync().ToListAsync();

        Activity[] attempts = [.. recorder.Spans.Where(static span => span.DisplayName == "GET /skills")];
        attempts.Select(static span =>
            (span.GetTagItem("http.response.status_code"), span.GetTagItem("error.type"), span.GetTagItem("http.request.resend_count"),
            span.Status))
            .Should().Equal((503, "503", null, ActivityStatusCode.Error), (200, null, 1, ActivityStatusCode.Unset));
        metrics.Of("litellm.agent_sdk.retries").Should().Contain(static m =>
            m.Value == 1 && m.Tags["http.request.method"] == "GET" && m.Tags["url.template"] == "/skills" && m.Tags["error.type"] == "503");
    }

    [Fact]
    public async Task A_streamed_turn_keeps_its_span_over_a_reconnect_and_the_caller_keeps_its_own_span()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient platform = lap.CreateClient();
        Agent agent = await platform.Agents.CreateAsync(new() { Model = "m", Name = "a" });
        Session session = await agent.CreateSessionAsync();
        await session.SendAsync("before");
        lap.Faults.Add(Fault.CutAfterEvents(4).On("POST", "/message_stream"));
        using SpanRecorder recorder = new();
        using MetricRecorder metrics = new();
        List<string?> current = [];

        await foreach (TurnUpdate update in session.SendStreamingAsync("hello"))
        {
            current.Add(Activity.Current?.DisplayName);
        }

        current.Should().OnlyContain(static name => name == "test");
        Activity turn = recorder.Single("invoke_agent a");
        turn.ParentSpanId.Should().Be(recorder.Root.SpanId);
        turn.GetTagItem("litellm.turn.streaming").Should().Be(true);
        turn.Events.Select(static e => e.Name).Should().Equal("reconnecting", "healed");
        Tag(turn.Events.First().Tags, "litellm.attempt").Should().Be(1);
        recorder.Inside(turn).Should().Contain(["POST /sessions/{id}/message_stream", "GET /sessions/{id}/stream",
            "GET /sessions/{id}/messages"]);
        recorder.Inside(recorder.Root).Should().Equal("invoke_agent a");
        metrics.Of("litellm.agent_sdk.reconnects").Should().NotBeEmpty();
        metrics.Of("litellm.agent_sdk.heals").Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_turn_is_measured()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient platform = lap.CreateClient();
        using MetricRecorder metrics = new();

        Agent agent = await platform.Agents.CreateAsync(new() { Model = "m", Name = "a" });
        Session session = await agent.CreateSessionAsync();
        Reply reply = await StreamAsync(session, "hello");

        metrics.Of("gen_ai.client.operation.duration", lap.BaseUrl).Select(static m =>
            (m.Tags["gen_ai.operation.name"], m.Tags["gen_ai.request.model"], m.Value > 0))
            .Should().Equal(("create_agent", "m", true), ("invoke_agent", "m", true));
        metrics.Of("gen_ai.client.operation.time_to_first_chunk", lap.BaseUrl).Should().ContainSingle().Which.Value.Should().BePositive();
        metrics.Of("gen_ai.client.token.usage", lap.BaseUrl).Select(static m => (m.Tags["gen_ai.token.type"], (long)m.Value))
            .Should().Equal(("input", reply.InputTokens!.Value), ("output", reply.OutputTokens!.Value));
        metrics.Of("litellm.agent_sdk.session.time_to_ready").Should().NotBeEmpty();
        metrics.Of("litellm.agent_sdk.streams.open").Select(static m => m.Value).Should().Contain(1).And.Contain(-1);
    }

    [Fact]
    public async Task A_turn_that_fails_has_an_error_span()
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient platform = lap.CreateClient();
        Session session = await (await platform.Agents.CreateAsync(new() { Model = "m", Name = "a" })).CreateSessionAsync();
        using SpanRecorder recorder = new();
        using MetricRecorder metrics = new();

        await Assert.ThrowsAsync<TurnFailedException>(() => session.SendAsync("fail"));
        await Assert.ThrowsAsync<TurnFailedException>(() => StreamAsync(session, "fail again"));
        await session.SendAsync("fail quietly", new() { ThrowOnFailure = false });

        Activity[] turns = [.. recorder.Spans.Where(static span => span.DisplayName == "invoke_agent a")];
        turns.Should().HaveCount(3).And.OnlyContain(static turn => turn.Status == ActivityStatusCode.Error);
        string error = (string)turns[2].GetTagItem("error.type")!;
        turns.Should().OnlyContain(turn => (string)turn.GetTagItem("error.type")! == error);
        metrics.Of("gen_ai.client.operation.duration", lap.BaseUrl).Should().HaveCount(3).And.OnlyContain(m =>
            m.Tags["error.type"] == error);
    }

    [Fact]
    public async Task An_abandoned_turn_is_not_an_error()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient platform = lap.CreateClient();
        Session session = await (await platform.Agents.CreateAsync(new() { Model = "m", Name = "a" })).CreateSessionAsync();
        using SpanRecorder recorder = new();

        await foreach (TurnUpdate update in session.SendStreamingAsync("hello", new() { AbortWhenAbandoned = true }))
        {
            if (update is TurnTextDelta)
            {
                break;
            }
        }

        Activity turn = recorder.Single("invoke_agent a");
        turn.GetTagItem("litellm.turn.abandoned").Should().Be(true);
        turn.Status.Should().Be(ActivityStatusCode.Unset);
        recorder.Inside(turn).Should().EndWith("POST /sessions/{id}/abort");
    }

    [Fact]
    public async Task Content_is_recorded_on_request_and_secrets_are_not()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using CapturingLoggerProvider logs = new();
        using AgentPlatformClient platform =
            new(new() { BaseUrl = lap.BaseUrl, ApiKey = lap.ApiKey, EnableSensitiveData = true }, logs.CreateFactory());
        using SpanRecorder recorder = new();

        Agent agent =
            await platform.Agents.CreateAsync(new()
            {
                Model = "m",
                Name = "a",
                Prompt = "You review.",
                EnvVars = new() { ["TOKEN"] = "hidden-value" }
            });
        Session session = await agent.CreateSessionAsync();
        Reply reply = await StreamAsync(session, $"hello, my key is {lap.ApiKey}");

        recorder.Single("create_agent a").GetTagItem("gen_ai.system_instructions")
            .Should().Be("""[{"type":"text","content":"You review."}]""");
        Activity turn = recorder.Single("invoke_agent a");
        turn.GetTagItem("gen_ai.input.messages")
            .Should().Be("""[{"role":"user","parts":[{"type":"text","content":"hello, my key is ***"}]}]""");
        ((string)turn.GetTagItem("gen_ai.output.messages")!).Should().StartWith("""[{"role":"assistant","parts":[{"type":""")
            .And.Contain(reply.Text[..4]);
        logs.Logs.Where(static log => log.Id.Id is 20 or 21 or 22).Select(static log => (log.Id.Name, log.Level)).Distinct()
            .Should().BeEquivalentTo([("RequestSensitive", Microsoft.Extensions.Logging.LogLevel.Trace),
                ("AnswerSensitive", Microsoft.Extensions.Logging.LogLevel.Trace),
                ("EventSensitive", Microsoft.Extensions.Logging.LogLevel.Trace)]);
        logs.AllText.Should().Contain("hello, my key is ***").And.NotContain(lap.ApiKey).And.NotContain("hidden-value");
    }

    [Fact]
    public async Task Without_the_option_no_content_is_logged()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using CapturingLoggerProvider logs = new();
        using AgentPlatformClient platform = new(new() { BaseUrl = lap.BaseUrl, ApiKey = lap.ApiKey }, logs.CreateFactory());
        Session session = await (await platform.Agents.CreateAsync(new() { Model = "m", Prompt = "You review." })).CreateSessionAsync();

        await StreamAsync(session, "hello there");

        logs.AllText.Should().NotContain("hello there").And.NotContain("You review");
        logs.Logs.Should().NotContain(static log => log.Id.Name!.EndsWith("Sensitive", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_answer_is_counted()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient platform = lap.CreateClient();
        Session session = await (await platform.Agents.CreateAsync(new() { Model = "m", Name = "a" })).CreateSessionAsync();
        lap.Faults.Add(Fault.AbortInsteadOfAnswer().On("POST", "/message"));
        using SpanRecorder recorder = new();
        using MetricRecorder metrics = new();

        await session.SendAsync("hello");

        metrics.Of("litellm.agent_sdk.sends.ambiguous").Should().NotBeEmpty();
        Activity turn = recorder.Single("invoke_agent a");
        turn.Events.First().Name.Should().Be("answer lost");
        turn.Status.Should().Be(ActivityStatusCode.Unset, "the turn was found");
    }

    [Fact]
    public async Task An_outcome_that_stays_unknown_is_counted_as_an_error()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient platform =
            lap.CreateClient(static options => options.Healing.OutcomeTimeout = TimeSpan.FromMilliseconds(300));
        Session session = await (await platform.Agents.CreateAsync(new() { Model = "m", Name = "a" })).CreateSessionAsync();
        lap.Faults.Add(Fault.Abort().On("POST", "/message"));
        using SpanRecorder recorder = new();
        using MetricRecorder metrics = new();

        await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => session.SendAsync("hello"));

        metrics.Of("litellm.agent_sdk.sends.unknown").Should().NotBeEmpty();
        Activity turn = recorder.Single("invoke_agent a");
        turn.Events.First().Name.Should().Be("answer lost");
        turn.Status.Should().Be(ActivityStatusCode.Error);
        turn.GetTagItem("error.type").Should().Be(typeof(SendOutcomeUnknownException).FullName);
    }

    private static async Task<Reply> StreamAsync(Session session, string text)
    {
        Reply? reply = null;
        await foreach (TurnUpdate update in session.SendStreamingAsync(text))
        {
            reply = (update as TurnCompleted)?.Reply ?? reply;
        }

        return reply!;
    }

    private static object? Tag(IEnumerable<KeyValuePair<string, object?>> tags, string name) => tags.Single(tag => tag.Key == name).Value;
}
