using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Load;

/// <summary>A slow caller slows the server down through the socket, and no time limit applies to the caller.</summary>
public sealed class SlowCallerTests
{
    // More than all buffers between a server and a caller can hold.
    private const int Frames = 2000;
    private const int FrameBytes = 32 * 1024;

    [Fact]
    public async Task Back_pressure_reaches_the_server_and_no_limit_is_reached()
    {
        ManualTimeProvider time = new();
        long written = 0;
        string frame = Clients.Delta(new string('x', FrameBytes));
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Sse(async stream =>
        {
            await stream.FrameAsync(Clients.Ready);
            foreach (string question in Clients.Question("x"))
            {
                await stream.FrameAsync(question);
            }

            for (int i = 0; i < Frames; i++)
            {
                await stream.FrameAsync(frame);
                Interlocked.Add(ref written, FrameBytes);
            }

            await stream.FrameAsync(Clients.Completed);
            await stream.FrameAsync(Clients.Idle);
        }));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options =>
        {
            options.TimeProvider = time;
            options.TurnTimeout = Timeout.InfiniteTimeSpan;
        });
        await using IAsyncEnumerator<TurnUpdate> updates =
            Clients.SessionOf(client).SendStreamingAsync("x", new SendOptions { AssembleReply = false }).GetAsyncEnumerator();
        do
        {
            (await updates.MoveNextAsync()).Should().BeTrue();
        }
        while (updates.Current is not TurnTextDelta);

        // The caller stops. The server writes until every buffer on the way is full, and then no more.
        long before = await StandstillAsync(() => Interlocked.Read(ref written));
        before.Should().BeLessThan((long)Frames * FrameBytes / 2, "data that the caller does not read stays at the server");

        // Hours pass, which is longer than any limit except the limit of the turn.
        time.Advance(TimeSpan.FromHours(10));
        long taken = 1;
        while (await updates.MoveNextAsync())
        {
            taken += updates.Current is TurnTextDelta ? 1 : 0;
        }

        taken.Should().BeGreaterThanOrEqualTo(Frames);
        Interlocked.Read(ref written).Should().Be((long)Frames * FrameBytes);
        stub.Requests.Should().ContainSingle("the session was not checked, since the caller caused the silence");
    }

    /// <summary>
    /// Returns the number once it stays the same during a hundred calls to another server, each of which takes longer than a frame.
    /// </summary>
    private static async Task<long> StandstillAsync(Func<long> number)
    {
        await using KestrelStub other = await KestrelStub.StartAsync(Respond.Json(Clients.ReadySession));
        using AgentPlatformClient client = Clients.For(other.BaseAddress);
        long last = -1;
        for (int still = 0; still < 100; still++)
        {
            await client.Sessions.GetAsync("s1");
            long now = number();
            still = now == last ? still : 0;
            last = now;
        }

        return last;
    }
}
