using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>What a client remembers of sessions, and for how many.</summary>
public sealed class TurnMemoryTests
{
    private readonly TurnMemory _memory = new();

    [Fact]
    public void Messages_that_are_never_answered_are_remembered_until_the_session_ends()
    {
        _memory.MarkUnanswered("s1", "u1");
        _memory.MarkUnanswered("s1", "u2");
        _memory.MarkUnanswered("s2", "u3");

        _memory.UnansweredIn("s1").Should().BeEquivalentTo("u1", "u2");
        _memory.UnansweredIn("s3").Should().BeEmpty();
        _memory.Forget("s1");
        _memory.UnansweredIn("s1").Should().BeEmpty();
        _memory.UnansweredIn("s2").Should().BeEquivalentTo("u3");
    }

    [Fact]
    public void The_last_restart_is_remembered_until_a_message_has_waited_for_it_or_the_session_ends()
    {
        _memory.MarkUnanswered("s1", "u1");
        _memory.MarkRestarted("s1", 1);
        _memory.MarkRestarted("s1", 2);
        _memory.MarkRestarted("s2", 3);

        _memory.RestartOf("s1").Should().Be(2);
        _memory.MarkRestarted("s1", null);
        _memory.RestartOf("s1").Should().BeNull();
        _memory.UnansweredIn("s1").Should().BeEquivalentTo("u1");
        _memory.Forget("s2");
        _memory.RestartOf("s2").Should().BeNull();
    }

    [Fact]
    public void Only_the_newest_sessions_are_remembered()
    {
        _memory.MarkRestarted("known", null);
        for (int session = 0; session < TurnMemory.MaxRemembered; session++)
        {
            _memory.MarkUnanswered($"s{session}", "u1");
            _memory.MarkUnanswered($"s{session}", "u2");
        }

        _memory.UnansweredIn("s0").Should().HaveCount(2, "nothing was to be remembered of the first session");
        _memory.MarkRestarted("new", 1);

        _memory.UnansweredIn("s0").Should().BeEmpty();
        _memory.UnansweredIn("s1").Should().HaveCount(2);
        _memory.RestartOf("new").Should().Be(1);
    }
}
