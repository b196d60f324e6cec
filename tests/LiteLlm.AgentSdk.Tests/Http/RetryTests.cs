using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

public class RetryTests
{
    [Theory]
    [InlineData("get agent", 3)]
    [InlineData("delete agent", 3)]
    [InlineData("create agent", 1)]
    public async Task Connections_that_break_count_as_failures(string call, int arrivals)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Abort());
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.Retry.MaxRetries = 2);

        await Calls.FailureAsync<AgentPlatformConnectionException>(client, call);

        stub.Requests.Should().HaveCount(arrivals);
    }

    [Fact]
    public async Task A_read_whose_body_breaks_off_is_retried()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        stub.Enqueue(Respond.Truncated(Clients.Agent, 10));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        Agent agent = await client.Agents.GetAsync("a1");

        agent.Name.Should().Be("reviewer");
        stub.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("delete agent")]
    [InlineData("delete session")]
    public async Task A_repeated_deletion_that_finds_nothing_has_succeeded(string call)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync();
        stub.Enqueue(Respond.Abort(), Respond.Json("""{"error":"agent a1 not found"}""", 404));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        await Calls.MakeAsync(client, call);

        stub.Requests.Should().HaveCount(2).And.OnlyContain(r => r.Method == "DELETE");
    }

    [Fact]
    public async Task A_repeated_deletion_does_not_take_a_404_of_the_wrong_place_for_a_success()
    {
        // The older proxy has nothing at the platform's path, and the deletion has not happened yet.
        int deletions = 0;
        await using KestrelStub stub = await KestrelStub.StartAsync(context =>
            context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? Respond.Json("{}", 404)(context)
                : ++deletions == 1 ? Respond.Status(503)(context)
                : Respond.Status(204)(context));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.Generation = PlatformGeneration.Auto);

        await Calls.MakeAsync(client, "delete agent");

        deletions.Should().Be(2, "the second attempt has to get as far as the first");
    }
}
