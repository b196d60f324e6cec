using System.Net;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.Tests.Load;

/// <summary>
/// A client keeps no memory of finished turns, and almost none of a long turn whose reply is not assembled. LITELLM_SDK_SOAK_TURNS and
/// LITELLM_SDK_SOAK_PARTS make the tests longer.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class SoakTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Memory_does_not_grow_with_the_turns(bool streams)
    {
        int turns = Seeds.Rounds("LITELLM_SDK_SOAK_TURNS", 100);
        using HttpMessageHandler server = streams ? new EndlessTurn(parts: 1) : new RepliesAtOnce();
        using HttpClient http = new(server);
        using AgentPlatformClient client = new(http, Clients.Options(new Uri("http://127.0.0.1/")));

        await PlayAsync(client, streams, turns);
        long early = Live();
        await PlayAsync(client, streams, turns * 4);
        long late = Live();

        output.WriteLine($"{early / 1024} KB after {turns} turns, {late / 1024} KB after {turns * 5}");
        ((double)late / early).Should().BeLessThan(1.01, "four times as many turns leave no more behind");
        client.Transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_length_of_a_turn_that_is_not_assembled()
    {
        int parts = Seeds.Rounds("LITELLM_SDK_SOAK_PARTS", 400);
        await HeldAsync(5, assemble: false);
        (long few, _) = await HeldAsync(20, assemble: false);
        (long many, long length) = await HeldAsync(parts, assemble: false);
        (long assembled, _) = await HeldAsync(parts, assemble: true);

        output.WriteLine($"held at the end of a turn of {length / 1024} K characters: {many / 1024} KB, of a short one {few / 1024} KB; "
            + $"with its reply {assembled / 1024} KB");
        ((double)(many - few) / (assembled - few)).Should().BeLessThan(0.1);
    }

    private static async Task PlayAsync(AgentPlatformClient client, bool streams, int turns)
    {
        for (int i = 0; i < turns; i++)
        {
            Session session = Clients.SessionOf(client, $"s{i}");
            if (streams)
            {
                (await session.SendStreamingAsync("x").ToListAsync())[^1].Should().BeOfType<TurnCompleted>();
            }
            else
            {
                (await session.SendAsync("x")).Text.Should().Be("hi");
            }
        }
    }

    /// <summary>Returns the memory that is alive at the end of a turn and was not before, without the memory of the caller.</summary>
    private static async Task<(long Held, long Length)> HeldAsync(int parts, bool assemble)
    {
        using EndlessTurn server = new(parts);
        using HttpClient http = new(server);
        using AgentPlatformClient client = new(http, Clients.Options(new Uri("http://127.0.0.1/")));
        long before = Live();
        long held = 0;
        await foreach (TurnUpdate update in Clients.SessionOf(client).SendStreamingAsync("x", new SendOptions { AssembleReply = assemble }))
        {
            if (update is TurnEvent { Event: SessionIdleEvent })
            {
                held = Live() - before;
            }
        }

        return (held, server.Length);
    }

    private sealed class RepliesAtOnce : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content =
                new StringContent(Clients.Reply, Encoding.UTF8, "application/json")
            });
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
