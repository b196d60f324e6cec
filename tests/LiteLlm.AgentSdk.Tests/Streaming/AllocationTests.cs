using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Load;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>
/// These tests run alone: a repeated id allocates nothing only if no id of another test has replaced it in the table of the process.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class AllocationTests
{
    [Theory]
    [InlineData("sessions-claude-agent-sdk/message_stream.LONG50-SLOW20", "message.part.delta", 400)]
    [InlineData("sessions-opencode-brain-inline/stream.during-message", "message.part.delta", 400)]
    [InlineData("sessions-opencode-brain-inline/message_stream.text", "message.part.delta", 400)]
    [InlineData("sessions-claude-agent-sdk/message_stream.LONG50-SLOW20", "claude_sdk_message", 1000)]
    public void Decoding_allocates_little_more_than_the_event(string stream, string type, int limit)
    {
        byte[][] frames = [.. Recordings.Get(stream).Frames.Select(Encoding.UTF8.GetBytes)
            .Where(frame => EventDecoder.Decode(frame) is { } e && e.Type == type && frame.Length < 800)];
        frames.Should().NotBeEmpty();
        for (int i = 0; i < 200; i++)
        {
            EventDecoder.Decode(frames[i % frames.Length]);
        }

        const int Rounds = 1000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            EventDecoder.Decode(frames[i % frames.Length]);
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        each.Should().BeLessThan(limit);
    }
}
