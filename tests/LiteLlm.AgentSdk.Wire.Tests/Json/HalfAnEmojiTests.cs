namespace LiteLlm.AgentSdk.Wire.Tests.Json;

/// <summary>Half of an emoji that a harness has cut in two, in requests and responses.</summary>
public sealed class HalfAnEmojiTests
{
    [Fact]
    public async Task Half_an_emoji_does_not_end_a_stream_whose_payloads_are_logged()
    {
        using PlatformWire wire = PlatformWire.Start().GivenEvents(Answer.Sse(
            Clients.Ready, """{"type":"session.updated","properties":{"info":"\ude00","more":"\ud83d"}}""", Clients.Idle));
        using CapturingLoggerProvider logs = new();
        using AgentPlatformClient client =
            Clients.For(wire.BaseAddress, options => options.EnableSensitiveData = true, logs.CreateFactory());
        Session session = await wire.SessionAsync(client);

        List<SessionEvent> events = await session.FollowAsync(new FollowOptions { StopAfterTurn = true }).ToListAsync();

        events.Should().ContainSingle(e => e is SessionUpdatedEvent);
        events[^1].Should().BeOfType<SessionIdleEvent>();
        logs.AllText.Should().Contain("session.updated");
    }

    [Fact]
    public async Task Half_an_emoji_does_not_end_a_stream_whose_payloads_are_not_logged()
    {
        using PlatformWire wire = PlatformWire.Start().GivenEvents(Answer.Sse(Clients.Ready, Clients.Delta("a\\ud83d"), Clients.Idle));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);

        List<SessionEvent> events = await session.FollowAsync(new FollowOptions { StopAfterTurn = true }).ToListAsync();

        events.OfType<MessagePartDeltaEvent>().Should().ContainSingle().Which.ToString().Should().Contain("MessagePartDeltaEvent");
        events[^1].Should().BeOfType<SessionIdleEvent>();
    }
}
