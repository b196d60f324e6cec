using System.Diagnostics;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>The SDK's telemetry and that of Microsoft.Extensions.AI around it.</summary>
public sealed class TelemetryTests
{
    private const string Duration = "gen_ai.client.operation.duration";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_framework_s_span_names_the_conversation_that_the_call_has_opened(bool streamed)
    {
        await using Lap lap = await Lap.StartAsync();
        using TelemetryRecorder recorder = new(lap.Platform.BaseUrl);
        using IChatClient chat = lap.Agent.AsChatClient().AsBuilder().UseOpenTelemetry(sourceName: recorder.SourceName).Build();

        ChatResponse response = await AskAsync(chat, streamed);

        Activity outer = recorder.Spans.Single(s => s.Source.Name == recorder.SourceName);
        outer.GetTagItem("gen_ai.conversation.id").Should().Be(response.ConversationId).And.NotBeNull();
        outer.GetTagItem("gen_ai.usage.input_tokens").Should().Be((int)response.Usage!.InputTokenCount!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_framework_s_span_names_the_session_of_a_session_s_client(bool streamed)
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        using TelemetryRecorder recorder = new(lap.Platform.BaseUrl);
        using IChatClient chat = session.AsChatClient().AsBuilder()
            .UseFunctionInvocation()
            .UseOpenTelemetry(sourceName: recorder.SourceName)
            .Build();

        await AskAsync(chat, streamed);

        recorder.Spans.Single(s => s.Source.Name == recorder.SourceName && s.DisplayName.StartsWith("chat", StringComparison.Ordinal))
            .GetTagItem("gen_ai.conversation.id").Should().Be(session.Id);
    }

    [Fact]
    public async Task A_foreign_span_around_the_call_is_not_changed()
    {
        await using Lap lap = await Lap.StartAsync();
        using TelemetryRecorder recorder = new(lap.Platform.BaseUrl);
        using ActivitySource foreign = new(recorder.SourceName);
        using (Activity other = foreign.StartActivity("chat other")!)
        {
            other.SetTag("gen_ai.provider.name", "openai");

            await lap.Agent.AsChatClient().GetResponseAsync("hello");
        }

        recorder.Spans.Single(s => s.DisplayName == "chat other").GetTagItem("gen_ai.conversation.id").Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_meters_count_the_same_turn_and_one_can_be_disabled(bool streamed)
    {
        await using Lap both = await Lap.StartAsync();
        using TelemetryRecorder twice = new(both.Platform.BaseUrl);
        using (IChatClient chat = both.Agent.AsChatClient().AsBuilder().UseOpenTelemetry(sourceName: twice.SourceName).Build())
        {
            await AskAsync(chat, streamed);
        }

        await using Lap one = await Lap.StartAsync(configure: o => o.EnableTurnTelemetry = false);
        using TelemetryRecorder once = new(one.Platform.BaseUrl);
        using (IChatClient chat = one.Agent.AsChatClient().AsBuilder().UseOpenTelemetry(sourceName: once.SourceName).Build())
        {
            await AskAsync(chat, streamed);
        }

        twice.Tokens(AgentPlatformTelemetry.MeterName).Should().HaveCount(2);
        twice.Tokens(twice.SourceName).Should().HaveCount(2);
        once.Tokens(AgentPlatformTelemetry.MeterName).Should().BeEmpty();
        once.Tokens(once.SourceName).Should().Equal(twice.Tokens(twice.SourceName));
        once.Count(AgentPlatformTelemetry.MeterName, Duration).Should().Be(0);
        once.Count(AgentPlatformTelemetry.MeterName, "gen_ai.client.operation.time_to_first_chunk").Should().Be(0);
        once.Count(once.SourceName, Duration).Should().Be(1);

        twice.Spans.Should().ContainSingle(s => s.DisplayName == "invoke_agent tested");
        once.Spans.Should().NotContain(s => s.DisplayName == "invoke_agent tested");
    }

    [Fact]
    public async Task The_SDKs_calls_are_inside_the_frameworks_span_if_the_SDK_does_not_report_turns()
    {
        await using Lap lap = await Lap.StartAsync(configure: o => o.EnableTurnTelemetry = false);
        Session session = await lap.Agent.CreateSessionAsync();
        using TelemetryRecorder recorder = new(lap.Platform.BaseUrl);
        using IChatClient chat = session.AsChatClient().AsBuilder().UseOpenTelemetry(sourceName: recorder.SourceName).Build();

        await AskAsync(chat, streamed: false);
        await AskAsync(chat, streamed: true);

        Activity[] outer = [.. recorder.Spans.Where(s => s.Source.Name == recorder.SourceName)];
        outer.Should().HaveCount(2);
        outer.Should().OnlyContain(o => recorder.Spans.Any(s => s.ParentSpanId == o.SpanId && s.DisplayName.StartsWith("POST ")));
        recorder.Spans.Where(s => s.Source.Name == AgentPlatformTelemetry.ActivitySourceName)
            .Should().OnlyContain(s => outer.Any(o => o.SpanId == s.ParentSpanId));
    }

    private static async Task<ChatResponse> AskAsync(IChatClient chat, bool streamed) =>
        streamed ? await chat.GetStreamingResponseAsync("hello").ToChatResponseAsync() : await chat.GetResponseAsync("hello");
}
