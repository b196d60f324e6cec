using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>After its client is disposed, no call waits for a platform that it can't reach any more.</summary>
public sealed class DisposedClientTests
{
    // Far below the ten minutes for which a lost turn is looked for.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task A_turn_that_waits_for_its_response_ends(string harness)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client, harness);
        Task<Reply> turn = session.SendAsync("hold");
        await lap.WaitForTurnsStartedAsync(1);

        client.Dispose();

        await turn.Invoking(t => t.WaitAsync(s_soon)).Should().ThrowAsync<ObjectDisposedException>();
        await session.Invoking(s => s.SendAsync("next").WaitAsync(s_soon)).Should().ThrowAsync<ObjectDisposedException>();
        scripts.Release();
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task Further_calls_fail_at_once_and_send_nothing()
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client);
        int requests = lap.ReceivedRequests.Count;
        client.Dispose();

        Func<Task>[] calls =
        [
            () => session.SendAsync("hello"), () => session.SendStreamingAsync("hello").GetReplyAsync(), () => session.GetMessagesAsync(),
            () => client.Agents.CreateAsync(new() { Model = "m" }),
            () => session.FollowAsync().GetAsyncEnumerator().MoveNextAsync().AsTask(),
        ];
        foreach (Func<Task> call in calls)
        {
            (await call.Should().ThrowAsync<ObjectDisposedException>()).Which.ObjectName.Should().Contain(nameof(AgentPlatformClient));
        }

        lap.ReceivedRequests.Should().HaveCount(requests);
    }
}
