namespace LiteLlm.AgentSdk.Wire.Tests.Answers;

/// <summary>An answer that is held back until the test releases it, like a call that lasts a whole turn.</summary>
public class HeldAnswerTests
{
    [Fact]
    public async Task A_message_waits_for_its_answer_without_a_limit()
    {
        using PlatformWire wire = PlatformWire.Start();
        HeldAnswer held = wire.Hold(Clients.Reply);
        wire.GivenMessage(held.Response);
        ManualTimeProvider time = new();
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options => options.TimeProvider = time);
        Session session = await wire.SessionAsync(client);

        Task<Reply> reply = session.SendAsync("hello");
        await held.Arrived;
        time.Advance(TimeSpan.FromMinutes(59));
        reply.IsCompleted.Should().BeFalse("a turn has 60 minutes");
        held.Release();

        (await reply).Text.Should().Be("hi");
        wire.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_second_message_is_not_sent_until_the_first_is_answered()
    {
        using PlatformWire wire = PlatformWire.Start();
        HeldAnswer first = wire.Hold(Clients.Reply);
        HeldAnswer second = wire.Hold(Clients.Reply);
        wire.GivenMessage(second.Response).GivenFirst(first.Response);
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);

        Task<Reply> one = session.SendAsync("one");
        await first.Arrived;
        Task<Reply> two = session.SendAsync("two");
        second.HasArrived.Should().BeFalse("one message at a time");
        first.Release();
        await one;
        await second.Arrived;
        second.Release();
        await two;

        wire.Requests.Select(request => request.Json!["text"]!.GetValue<string>()).Should().Equal("one", "two");
    }

    [Fact]
    public async Task A_read_that_takes_longer_than_its_limit_is_a_timeout()
    {
        using PlatformWire wire = PlatformWire.Start();
        HeldAnswer held = wire.Hold(Clients.Agent);
        wire.GivenAgent(held.Response);
        ManualTimeProvider time = new();
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options =>
        {
            options.TimeProvider = time;
            options.RequestTimeout = TimeSpan.FromSeconds(5);
            options.Retry.MaxRetries = 0;
        });

        Task<Agent> call = client.Agents.GetAsync("a1");
        await held.Arrived;
        time.Advance(TimeSpan.FromSeconds(5));

        AgentPlatformTimeoutException failure = await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() => call);
        failure.MayHaveTakenEffect.Should().BeFalse("a read changes nothing");
        held.Release();
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_with_the_callers_own_token()
    {
        using PlatformWire wire = PlatformWire.Start();
        HeldAnswer held = wire.Hold(Clients.Reply);
        wire.GivenMessage(held.Response);
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);
        using CancellationTokenSource source = new();

        Task<Reply> reply = session.SendAsync("hello", cancellationToken: source.Token);
        await held.Arrived;
        await source.CancelAsync();

        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
        cancelled.CancellationToken.Should().Be(source.Token);
        held.Release();
    }
}
