using System.Text.Json;
using FluentAssertions;
using Xunit;
using static LiteLlm.AgentSdk.Tests.ClaudeStreams;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>Snapshots of a conversation are immutable, and share what does not change.</summary>
public class ClaudeConversationSnapshotTests
{
    [Fact]
    public void Every_snapshot_stays_as_it_was()
    {
        foreach (string name in Names)
        {
            List<(ClaudeConversation Conversation, string Seen)> snapshots = [];
            ClaudeConversation conversation = ClaudeConversation.Empty;
            foreach (SessionEvent e in Events(name))
            {
                conversation = conversation.Add(e);
                snapshots.Add((conversation, Describe(conversation)));
            }

            foreach ((ClaudeConversation snapshot, string seen) in snapshots)
            {
                Describe(snapshot).Should().Be(seen);
            }

            // A snapshot that is read for the first time after everything was added.
            ClaudeConversation late = ClaudeConversation.Empty;
            ClaudeConversation[] unread = [.. Events(name).Select(e => late = late.Add(e))];
            unread.AsEnumerable().Reverse().Select(Describe).Should().Equal(snapshots.AsEnumerable().Reverse().Select(static s => s.Seen));
        }

        ClaudeConversation.Empty.Messages.Should().BeEmpty();
        ClaudeConversation.Empty.Status.Should().Be(ClaudeConversationStatus.Connecting);
    }

    [Fact]
    public void Two_continuations_of_one_snapshot_are_independent()
    {
        ClaudeConversation begun = Fold(MessageStart("m"), TextStart(0), TextDelta(0, "a"));
        ClaudeConversation left = Fold(begun, TextDelta(0, "b"), TextDelta(0, "c"));
        ClaudeConversation right = Fold(begun, TextDelta(0, "x"));

        (begun.Messages[0].Text, left.Messages[0].Text, right.Messages[0].Text).Should().Be(("a", "abc", "ax"));
    }

    [Fact]
    public void Unchanged_parts_of_snapshots_are_shared()
    {
        ClaudeConversation before = Fold(Events("sessions-claude-agent-sdk/message_stream.TOOL"));
        ClaudeConversation after = Fold(before, MessageStart("new"), TextStart(0), TextDelta(0, "x"));

        for (int i = 0; i < before.Messages.Count; i++)
        {
            after.Messages[i].Should().BeSameAs(before.Messages[i]);
        }

        ClaudeConversation grown = Fold(after, ToolStart(1, "t"));
        grown.Messages[^1].Blocks[0].Should().BeSameAs(after.Messages[^1].Blocks[0]);
        string text = grown.Messages[^1].Blocks[0].Text;
        grown.Messages[^1].Blocks[0].Text.Should().BeSameAs(text);
    }

    private static string Describe(ClaudeConversation conversation) =>
        $"{conversation.Status} {conversation.Error} {conversation.TotalCostUsd} "
            + string.Join('\n', conversation.Messages.Select(static m =>
            $"{m.Type} {m.Id} {m.StopReason} {m.IsComplete} {m.Usage?.OutputTokens} " + string.Join('|', m.Blocks.Select(static b =>
                $"{b.Type} {b.Text} {b.Thinking} {b.Signature} {b.InputJson} {b.Input} {b.Result?.Text} {b.IsComplete}"))));
}
