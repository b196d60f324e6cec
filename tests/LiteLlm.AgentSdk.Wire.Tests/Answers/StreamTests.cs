namespace LiteLlm.AgentSdk.Wire.Tests.Answers;

/// <summary>A stream of events that arrives frame by frame, with pauses that the test controls.</summary>
public class StreamTests
{
    [Fact]
    public async Task Each_frame_arrives_before_the_next_frame_is_sent()
    {
        StreamScript script = new();
        using PlatformWire wire = PlatformWire.Start().GivenEvents(script.Response);
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);
        await using IAsyncEnumerator<SessionEvent> events =
            session.FollowAsync(new FollowOptions { StopAfterTurn = true }).GetAsyncEnumerator();

        script.Send(Clients.Ready);
        List<string> texts = [];
        foreach (string text in (string[])["one", "two", "three"])
        {
            script.Send(Clients.Delta(text));
            texts.Add((await NextAsync<MessagePartDeltaEvent>(events)).Delta!);
        }

        script.Send(Clients.Idle);
        await NextAsync<SessionIdleEvent>(events);

        texts.Should().Equal("one", "two", "three");
        (await events.MoveNextAsync().AsTask().WaitAsync(StreamScript.Patience))
            .Should().BeFalse("the turn has ended, whatever the body does");
        script.End();
    }

    [Fact]
    public async Task Half_a_frame_waits_for_its_other_half()
    {
        StreamScript script = new();
        using PlatformWire wire = PlatformWire.Start().GivenEvents(script.Response);
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);
        await using IAsyncEnumerator<SessionEvent> events =
            session.FollowAsync(new FollowOptions { StopAfterTurn = true }).GetAsyncEnumerator();
        string frame = Answer.Frame(Clients.Delta("a whole text"));

        script.Send(Clients.Ready);
        script.Send(Clients.Delta("before"));
        (await NextAsync<MessagePartDeltaEvent>(events)).Delta.Should().Be("before");
        script.SendRaw(frame[..40]);
        Task<MessagePartDeltaEvent> next = NextAsync<MessagePartDeltaEvent>(events);
        next.IsCompleted.Should().BeFalse();
        script.SendRaw(frame[40..]);

        (await next).Delta.Should().Be("a whole text");
        script.End();
    }

    [Fact]
    public async Task A_body_that_ends_while_a_session_is_followed_is_opened_again()
    {
        using PlatformWire wire = PlatformWire.Start()
            .GivenSession(Answer.Json(Clients.ReadySession))
            .GivenEvents(Answer.Sse(Clients.Ready, Clients.Delta("second"), Clients.Idle))
            .GivenFirst(Answer.Sse(Clients.Ready, Clients.Delta("first")));
        using AgentPlatformClient client = Clients.For(
            wire.BaseAddress, options => options.Healing = new HealingOptions { BaseDelay = TimeSpan.Zero });
        Session session = await wire.SessionAsync(client);

        List<string?> texts = [];
        await foreach (SessionEvent value in session.FollowAsync())
        {
            if (value is SessionIdleEvent)
            {
                break;
            }

            if (value is MessagePartDeltaEvent delta)
            {
                texts.Add(delta.Delta);
            }
        }

        texts.Should().Equal("first", "second");
        wire.Requests.Select(request => request.Target[(request.Target.LastIndexOf("/s1", StringComparison.Ordinal) + 3)..])
            .Should().Equal("/stream?follow=1", "", "/stream?follow=1");
    }

    private static async Task<T> NextAsync<T>(IAsyncEnumerator<SessionEvent> events)
        where T : SessionEvent
    {
        while (await events.MoveNextAsync().AsTask().WaitAsync(StreamScript.Patience))
        {
            if (events.Current is T found)
            {
                return found;
            }
        }

        throw new Xunit.Sdk.XunitException($"The stream ended without a {typeof(T).Name}.");
    }
}
