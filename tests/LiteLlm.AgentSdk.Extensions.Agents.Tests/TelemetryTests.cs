using System.Diagnostics;
using LiteLlm.AgentSdk.Extensions.AI;
using Microsoft.Agents.AI.Workflows;

namespace LiteLlm.AgentSdk.Extensions.Agents.Tests;

/// <summary>The framework's telemetry around agents of the platform.</summary>
public sealed class TelemetryTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task The_framework_s_span_names_agent_session_and_tokens(bool streamed, bool hasSession)
    {
        await using Lap lap = await Lap.StartAsync();
        using TelemetryRecorder recorder = new(lap.Platform.BaseUrl);
        using OpenTelemetryAgent agent = new(lap.Agent.AsAIAgent(), recorder.SourceName);
        PlatformAgentSession? session = hasSession ? (PlatformAgentSession)await agent.CreateSessionAsync() : null;

        AgentResponse response = await RunAsync(agent, session, streamed);

        response.Text.Should().Be("echo: hello");
        Activity outer = recorder.Spans.Single(s => s.Source.Name == recorder.SourceName);
        string? conversation = (string?)outer.GetTagItem("gen_ai.conversation.id");
        conversation.Should().Be(session?.SessionId ?? lap.Turns.Single().SessionId);
        outer.GetTagItem("gen_ai.operation.name").Should().Be("invoke_agent");
        outer.GetTagItem("gen_ai.provider.name").Should().Be("litellm_agent_platform");
        outer.GetTagItem("gen_ai.agent.id").Should().Be(lap.Agent.Id);
        outer.GetTagItem("gen_ai.agent.name").Should().Be("tested");
        outer.GetTagItem("gen_ai.usage.input_tokens").Should().Be((int)response.Usage!.InputTokenCount!);
        outer.GetTagItem("gen_ai.usage.output_tokens").Should().Be((int)response.Usage.OutputTokenCount!);
        Activity inner = recorder.Spans.Single(s => s.DisplayName == "invoke_agent tested");
        inner.ParentSpanId.Should().Be(outer.SpanId);
    }

    [Fact]
    public async Task Only_the_framework_reports_turns_on_request()
    {
        await using Lap lap = await Lap.StartAsync(configure: o => o.EnableTurnTelemetry = false);
        using TelemetryRecorder recorder = new(lap.Platform.BaseUrl);
        AIAgent agent = lap.Agent.AsAIAgent().AsBuilder().UseOpenTelemetry(recorder.SourceName).Build();

        await RunAsync(agent, session: null, streamed: false);
        await RunAsync(agent, session: null, streamed: true);

        recorder.Spans.Count(s => s.Source.Name == recorder.SourceName).Should().Be(2);
        recorder.Spans.Should().NotContain(s => s.DisplayName == "invoke_agent tested");
        recorder.Tokens(AgentPlatformTelemetry.MeterName).Should().BeEmpty();
        recorder.Spans.Where(s => s.Source.Name == recorder.SourceName)
            .Should().OnlyContain(s => s.GetTagItem("gen_ai.usage.input_tokens") != null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_run_is_a_failed_span(bool streamed)
    {
        await using Lap lap = await Lap.StartAsync();
        using TelemetryRecorder recorder = new(lap.Platform.BaseUrl);
        using OpenTelemetryAgent agent = new(lap.Agent.AsAIAgent(), recorder.SourceName);

        await agent.Invoking(a => RunAsync(a, null, streamed, "FAIL 529")).Should().ThrowAsync<TurnFailedException>();

        Activity outer = recorder.Spans.Single(s => s.Source.Name == recorder.SourceName);
        outer.Status.Should().Be(ActivityStatusCode.Error);
        outer.GetTagItem("gen_ai.conversation.id").Should().Be(lap.Turns.Single().SessionId);
    }

    [Fact]
    public async Task Each_agent_of_a_workflow_has_a_span_that_names_its_own_session()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent reviewer = await lap.CreateAgentAsync("reviewer");
        using TelemetryRecorder recorder = new(lap.Platform.BaseUrl);
        AIAgent[] agents = [.. new[] { lap.Agent, reviewer }
            .Select(a => a.AsAIAgent().AsBuilder().UseOpenTelemetry(recorder.SourceName).Build())];

        await WorkflowTests.RunAsync(AgentWorkflowBuilder.BuildSequential(agents), "hello", emitEvents: true);

        recorder.Spans.Where(s => s.Source.Name == recorder.SourceName).Select(s => s.GetTagItem("gen_ai.conversation.id"))
            .Should().Equal(lap.Turns.Select(t => t.SessionId)).And.OnlyHaveUniqueItems();
    }

    /// <summary>The framework's agent over the chat client has two spans, for the run and for the call.</summary>
    [Fact]
    public async Task The_framework_s_agent_over_a_chat_client_names_the_session_too()
    {
        await using Lap lap = await Lap.StartAsync();
        using TelemetryRecorder recorder = new(lap.Platform.BaseUrl);
        using OpenTelemetryAgent agent = new(new ChatClientAgent(lap.Agent.AsChatClient()), recorder.SourceName);

        await agent.RunAsync("hello");

        recorder.Spans.Where(s => s.Source.Name == recorder.SourceName).Select(s => s.GetTagItem("gen_ai.conversation.id"))
            .Should().Equal(lap.Turns.Single().SessionId, lap.Turns.Single().SessionId);
    }

    private static async Task<AgentResponse> RunAsync(AIAgent agent, AgentSession? session, bool streamed, string text = "hello") =>
        streamed ? await agent.RunStreamingAsync(text, session).ToAgentResponseAsync() : await agent.RunAsync(text, session);
}
