using System.Diagnostics;
using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Telemetry;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>The span of a turn: what it says of the turn's course, and which calls it encloses.</summary>
public sealed class TurnTelemetryTests : IDisposable
{
    private const string Turn = "invoke_agent";

    private readonly ScriptedSession _platform = new(options => options.Healing.OutcomeTimeout = TimeSpan.FromSeconds(30));
    private readonly SpanRecorder _spans = new();

    public TurnTelemetryTests() => _platform.Answer("GET messages", Wire.Thread(Wire.OldClaude));

    public void Dispose()
    {
        _spans.Dispose();
        _platform.Dispose();
    }

    [Fact]
    public async Task A_cut_and_its_healing_are_events_of_the_span_which_encloses_all_calls()
    {
        using MetricRecorder metrics = new();
        _platform.Answer("GET messages", Wire.Thread(Wire.OldClaude, Wire.Asked("msg_q", "hi"), Wire.Answered("msg_1", 1, "Hello")));
        LiveBody body = _platform.Live("POST message_stream", Clients.Begun("hi", "He"));
        _platform.Live("GET stream", Wire.Delta("x"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextTextAsync();
        Activity.Current.Should().BeSameAs(_spans.Root, "the caller keeps its own span");
        body.Break();

        Reply reply = (await turn.NextAsync<TurnCompleted>()).Reply;
        await turn.DisposeAsync();

        reply.Text.Should().Be("Hello");
        Activity span = Span();
        span.Status.Should().Be(ActivityStatusCode.Unset);
        span.Events.Select(e => e.Name).Should().Equal("reconnecting", "healed");
        span.Events.First().Tags.Single(tag => tag.Key == "litellm.attempt").Value.Should().Be(1);
        span.GetTagItem("gen_ai.response.id").Should().Be("msg_1");
        _spans.Inside(span).Should().Contain(
            ["POST /sessions/{id}/message_stream", "GET /sessions/{id}/stream", "GET /sessions/{id}/messages"]);
        metrics.Of("litellm.agent_sdk.reconnects").Should().NotBeEmpty();
        metrics.Of("litellm.agent_sdk.heals").Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_turn_that_is_given_up_is_an_error_and_its_outcome_is_counted()
    {
        using MetricRecorder metrics = new();
        _platform.Refuse("POST message_stream", HttpStatusCode.GatewayTimeout, "<html>");
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        Task<Reply> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetReplyAsync();
        await _platform.PassTimeAsync(turn);

        await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => turn);

        Span().Status.Should().Be(ActivityStatusCode.Error);
        Span().GetTagItem("error.type").Should().Be(typeof(SendOutcomeUnknownException).FullName);
        Span().GetTagItem("litellm.turn.abandoned").Should().BeNull();
        metrics.Of("litellm.agent_sdk.sends.unknown").Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_cancellation_is_not_an_error()
    {
        using CancellationTokenSource cancel = new();
        _platform.Live("POST message_stream", Clients.Begun("hi", "He"));
        await using IAsyncEnumerator<TurnUpdate> turn =
            (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator(cancel.Token);
        await turn.NextTextAsync();
        Task<bool> next = turn.MoveAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        await turn.DisposeAsync();

        Span().Status.Should().Be(ActivityStatusCode.Unset);
        Span().GetTagItem("litellm.turn.abandoned").Should().Be(true);
    }

    [Fact]
    public async Task The_abort_of_a_turn_that_the_caller_leaves_belongs_to_its_span()
    {
        _platform.Answer("POST abort", "{}");
        _platform.Live("POST message_stream", Clients.Begun("hi", "He"));
        IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync())
            .SendStreamingAsync("hi", new SendOptions { AbortWhenAbandoned = true }).GetAsyncEnumerator();
        await turn.NextTextAsync();

        await turn.DisposeAsync();

        _spans.Inside(Span()).Should().Contain("POST /sessions/{id}/abort");
    }

    [Fact]
    public async Task The_span_begins_once()
    {
        _platform.Stream("POST message_stream", Clients.Begun("hi", "He"), Clients.Ended());

        await (await _platform.OpenAsync()).SendStreamingAsync("hi").GetReplyAsync().SoonAsync();

        _spans.Spans.Count(span => span.DisplayName.StartsWith(Turn, StringComparison.Ordinal)).Should().Be(1);
    }

    private async Task<IAsyncEnumerator<TurnUpdate>> BeginAsync() =>
        (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();

    private Activity Span() => _spans.Spans.Single(span => span.DisplayName.StartsWith(Turn, StringComparison.Ordinal));
}
