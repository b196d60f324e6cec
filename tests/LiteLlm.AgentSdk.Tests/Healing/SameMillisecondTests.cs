using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Tests.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// The Claude Agent SDK's harness relates an answer to its question only by the millisecond in which the turn began. Here the platform's
/// clock stands still, so all turns begin in the same millisecond.
/// </summary>
public sealed class SameMillisecondTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Scripts _scripts = new();

    [Fact]
    public async Task Consecutive_turns_have_their_own_answers()
    {
        await using LocalAgentPlatform lap = await StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client);
        (await session.SendAsync("first")).Text.Should().Contain("done first");
        lap.Faults.Add(Fault.AbortAfterEffect().On("POST", "/message")).Add(Fault.CutAfterEvents(4).On("POST", "/message_stream"));

        (await session.SendAsync("second").WaitAsync(s_patience)).Text.Should().Contain("done second").And.NotContain("first");
        Reply third =
            ((TurnCompleted)(await LostAnswerTests.ToListAsync(session.SendStreamingAsync("third")).WaitAsync(s_patience))[^1]).Reply;

        third.Text.Should().Contain("done third").And.NotContain("second");
        lap.Counters.TurnsStarted.Should().Be(3);
    }

    [Fact]
    public async Task An_answer_is_recognized_if_the_stream_has_shown_it()
    {
        await using LocalAgentPlatform lap = await StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        using AgentPlatformClient other = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client);
        Session theirs = await other.Sessions.GetAsync(session.Id);

        (Reply ours, Reply between) = await _scripts.SendBetweenAsync(session, theirs);

        between.Text.Should().Contain("done quick theirs");
        ours.Text.Should().Be("begun hold ours\ndone hold ours");
        ours.Messages.Should().ContainSingle();
    }

    [Fact]
    public async Task Answers_that_can_not_be_told_apart_are_not_guessed()
    {
        await using LocalAgentPlatform lap = await StartAsync();
        using AgentPlatformClient client = lap.CreateClient(LostAnswerTests.Quick);
        using AgentPlatformClient other = lap.CreateClient(LostAnswerTests.Quick);
        Session session = await Scripts.SessionAsync(client);
        Session theirs = await other.Sessions.GetAsync(session.Id);
        Task<Reply> others = theirs.SendAsync("hold theirs");
        await lap.WaitForTurnsStartedAsync(1).WaitAsync(s_patience);
        lap.Faults.Add(Fault.AbortAfterEffect().On("POST", "/message"));

        Task<Reply> ours = session.SendAsync("hold ours", new SendOptions { WaitForInitialReply = false, WaitForRunningTurn = false });
        await lap.WaitForTurnsStartedAsync(2).WaitAsync(s_patience);
        _scripts.Release();
        StreamInterruptedException told = await Assert.ThrowsAsync<StreamInterruptedException>(() => ours).WaitAsync(s_patience);

        told.Message.Should().Contain("same millisecond").And.Contain("only that time could tell");
        told.MayHaveTakenEffect.Should().BeTrue();
        (await others).Text.Should().Contain("done hold theirs");
        lap.Counters.TurnsStarted.Should().Be(2);
    }

    private Task<LocalAgentPlatform> StartAsync() => _scripts.StartAsync(static options => options.TimeProvider = new ManualTimeProvider());
}
