using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Resources;

public class SandboxTests
{
    [Fact]
    public async Task A_command_has_a_time_limit_of_its_own_and_may_have_run()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Never());
        ManualTimeProvider time = new();
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.TimeProvider = time);

        Task<string> running = Clients.SessionOf(client).ExecuteInSandboxAsync("box", "make", new SandboxExecuteOptions { Timeout = TimeSpan.FromMinutes(30) });
        await stub.WaitForRequestAsync();
        time.Advance(TimeSpan.FromMinutes(29));
        running.IsCompleted.Should().BeFalse("an ordinary call would have ended long ago");
        time.Advance(TimeSpan.FromMinutes(1));

        AgentPlatformTimeoutException e = (await FluentActions.Awaiting(() => running).Should().ThrowAsync<AgentPlatformTimeoutException>()).Which;
        e.Limit.Should().Be("SandboxExecuteOptions.Timeout");
        e.MayHaveTakenEffect.Should().BeTrue();
        stub.Requests.Should().ContainSingle();
    }
}
