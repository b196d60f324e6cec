using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Telemetry;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>Following a turn that was started earlier: which gate it holds, and what it yields.</summary>
public sealed class TurnResumptionTests : IDisposable
{
    private const string ClaudeMessage =
        """{"type":"harness_event","event":{"type":"claude_sdk_message","properties":{"message":{"type":"system","subtype":"init"}}}}""";

    private const string Thread =
        """
        [{"info":{"id":"q","role":"user","time":{"created":1,"completed":1}},"parts":[{"id":"q1","type":"text","text":"hi"}]},
         {"info":{"id":"a","role":"assistant","time":{"created":1,"completed":2}},"parts":[{"id":"a1","type":"text","text":"hello"}]}]
        """;

    private readonly FakePlatform _platform = new(request =>
        request.RequestUri!.AbsolutePath.EndsWith("/stream", StringComparison.Ordinal)
            ? FakePlatform.Events(Clients.Ready, ClaudeMessage, Clients.Idle)
            : FakePlatform.Json(Thread));

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task A_turn_is_followed_from_its_checkpoint()
    {
        List<TurnUpdate> updates = await Begin(Connect()).ToListAsync();

        updates.OfType<TurnTextDelta>().Should().ContainSingle().Which.Delta.Should().Be("llo", "the rest was given before");
        updates[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Text.Should().Be("hello");
        _platform.Received.Should().OnlyContain(line => line.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_of_the_Claude_Agent_SDK_are_not_updates()
    {
        List<TurnUpdate> updates = await Begin(Connect()).ToListAsync();

        updates.OfType<TurnEvent>().Select(update => update.Event).Should().NotContain(value => value is ClaudeSdkMessageEvent)
            .And.Contain(value => value is SessionIdleEvent);
    }

    [Fact]
    public async Task The_gate_is_held_while_the_turn_is_followed()
    {
        PlatformTransport transport = Connect();
        bool wasFree = false;

        await foreach (TurnUpdate update in Begin(transport))
        {
            if (update is TurnTextDelta)
            {
                using TurnLease? other = transport.Gates.TryEnter("s1");
                wasFree = other is not null;
            }
        }

        wasFree.Should().BeFalse();
        transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_turn_that_was_left_unfinished_is_not_waited_for_any_more()
    {
        PlatformTransport transport = Connect();
        using (TurnLease left = transport.Gates.TryEnter("s1")!)
        {
            left.UnfinishedSince = _platform.Time.GetUtcNow();
        }

        transport.Gates.Count.Should().Be(1);
        await Begin(transport).ToListAsync();

        transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_turn_that_this_client_runs_is_followed_without_its_gate()
    {
        PlatformTransport transport = Connect();
        using TurnLease held = transport.Gates.TryEnter("s1")!;
        held.UnfinishedSince = _platform.Time.GetUtcNow();

        List<TurnUpdate> updates = await Begin(transport).ToListAsync();

        updates[^1].Should().BeOfType<TurnCompleted>();
        transport.Gates.TryEnter("s1").Should().BeNull("the sender still holds it");
        held.UnfinishedSince.Should().Be(_platform.Time.GetUtcNow());
    }

    [Fact]
    public async Task The_span_says_that_the_turn_is_streamed_and_resumed()
    {
        using SpanRecorder recorder = new();

        await Begin(Connect()).ToListAsync();

        recorder.Single("invoke_agent").TagObjects.Should().Contain(
            [new("litellm.turn.streaming", true), new("litellm.turn.resumed", true), new("gen_ai.conversation.id", "s1")]);
    }

    private PlatformTransport Connect() => _platform.Connect(options => options.Healing.Enabled = true);

    private static TurnStream Begin(PlatformTransport transport) => TurnResumption.Begin(
        transport,
        new TurnCheckpoint
        {
            SessionId = "s1",
            UserMessageId = "q",
            Parts = [new TurnCheckpointPart { MessageId = "a", PartId = "a1", Length = 2 }],
        },
        default);
}
