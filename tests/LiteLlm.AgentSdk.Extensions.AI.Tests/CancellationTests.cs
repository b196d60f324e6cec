using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>Cancellation ends the wait with the caller's own token, and aborts the turn only on request.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData("whole", false)]
    [InlineData("whole", true)]
    [InlineData("streamed", false)]
    [InlineData("streamed", true)]
    [InlineData("streamed, WithCancellation", false)]
    [InlineData("streamed, both tokens", false)]
    public async Task A_running_turn_can_be_cancelled(string how, bool aborts)
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient(new() { Send = new() { AbortWhenAbandoned = aborts } });
        using CancellationTokenSource cancel = new();
        Task call = CallAsync(chat, how, "HOLD", cancel.Token);
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(Lap.Patience);

        await cancel.CancelAsync();

        OperationCanceledException cancelled =
            (await call.Awaiting(c => c.WaitAsync(Lap.Patience)).Should().ThrowAsync<OperationCanceledException>()).Which;
        cancelled.CancellationToken.Should().Be(cancel.Token);
        lap.Platform.ReceivedRequests.Count(r => r.Path.EndsWith("/abort", StringComparison.Ordinal)).Should().Be(aborts ? 1 : 0);
        lap.Release();
        await lap.Platform.WaitForTurnsEndedAsync(1).WaitAsync(Lap.Patience);
    }

    [Theory]
    [InlineData("whole")]
    [InlineData("streamed")]
    [InlineData("streamed, WithCancellation")]
    public async Task A_call_can_be_cancelled_before_anything_is_sent(string how)
    {
        await using Lap lap = await Lap.StartAsync();
        using CancellationTokenSource cancel = new();
        await cancel.CancelAsync();

        foreach (IChatClient chat in (IChatClient[])[lap.Agent.AsChatClient(), (await lap.Agent.CreateSessionAsync()).AsChatClient(),
            lap.Client.AsChatClient(lap.Agent.Id)])
        {
            (await chat.Invoking(c =>
                CallAsync(c, how, "x",
                cancel.Token)).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancel.Token);
        }

        lap.MessagesReceived.Should().Be(0);
        lap.SessionsCreated.Should().Be(1);
    }

    [Theory]
    [InlineData("whole")]
    [InlineData("streamed")]
    [InlineData("streamed, WithCancellation")]
    public async Task A_call_can_be_cancelled_while_a_session_is_opened(string how)
    {
        await using Lap lap = await Lap.StartAsync();
        TaskCompletionSource release = new();
        lap.Platform.Faults.Add(Fault.Stall(release.Task).On("POST", "/session"));
        using CancellationTokenSource cancel = new();
        int before = lap.Platform.Counters.Requests;
        Task call = CallAsync(lap.Agent.AsChatClient(), how, "x", cancel.Token);
        await lap.Platform.WaitForRequestsAsync(before + 1).WaitAsync(Lap.Patience);

        await cancel.CancelAsync();

        (await call.Awaiting(c =>
            c.WaitAsync(Lap.Patience)).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancel.Token);
        release.SetResult();
        lap.MessagesReceived.Should().Be(0);
    }

    [Fact]
    public async Task The_cancellation_of_a_stub_is_not_the_callers()
    {
        IChatClient chat = new CancellingSession().AsChatClient();
        using CancellationTokenSource cancel = new();

        OperationCanceledException thrown =
            (await chat.Invoking(c =>
            c.GetStreamingResponseAsync("x",
            cancellationToken: cancel.Token).ToListAsync()).Should().ThrowAsync<OperationCanceledException>()).Which;

        thrown.CancellationToken.Should().NotBe(cancel.Token);
    }

    private static async Task CallAsync(IChatClient chat, string how, string text, CancellationToken cancellationToken)
    {
        using CancellationTokenSource other = new();
        switch (how)
        {
            case "whole":
                await chat.GetResponseAsync(text, cancellationToken: cancellationToken);
                break;
            case "streamed":
                await chat.GetStreamingResponseAsync(text, cancellationToken: cancellationToken).ToListAsync();
                break;
            case "streamed, WithCancellation":
                await chat.GetStreamingResponseAsync(text,
                    cancellationToken: CancellationToken.None).ToChatResponseAsync(cancellationToken);
                break;
            default:
                await chat.GetStreamingResponseAsync(text, cancellationToken: other.Token).ToChatResponseAsync(cancellationToken);
                break;
        }
    }

    private sealed class CancellingSession : Session
    {
        public override string Id => "s";

        public override TurnStream SendStreamingAsync(SendOptions options, CancellationToken cancellationToken = default) =>
            new(PlayAsync(cancellationToken));

        private static async IAsyncEnumerable<TurnUpdate> PlayAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield return new TurnHealed();
            throw new OperationCanceledException("of its own");
        }
    }
}
