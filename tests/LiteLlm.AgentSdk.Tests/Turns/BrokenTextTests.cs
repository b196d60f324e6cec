using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>Text that was cut within an emoji ends with half of a surrogate pair. JSON can't carry it: it arrives as U+FFFD.</summary>
public sealed class BrokenTextTests
{
    private const string Broken = "cut \ud83d";

    [Theory]
    [InlineData("claude-agent-sdk", false)]
    [InlineData("claude-agent-sdk", true)]
    [InlineData("opencode", false)]
    [InlineData("opencode", true)]
    [InlineData("opencode-brain-inline", true)]
    public async Task A_message_with_half_of_a_surrogate_pair_gets_its_reply(string harness, bool streams)
    {
        await using LocalAgentPlatform lap = await new Scripts().StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.TurnTimeout = TimeSpan.FromSeconds(60));
        Session session = await Scripts.SessionAsync(client, harness);
        SendOptions options = new() { Text = Broken, Mark = "mark \udc00" };

        Reply first = await (streams ? session.SendStreamingAsync(options).GetReplyAsync() : session.SendAsync(options));
        TurnCheckpoint? found = await session.FindTurnAsync(options, since: default);
        Reply next = await (streams ? session.SendStreamingAsync(Broken).GetReplyAsync() : session.SendAsync(Broken));

        first.Text.Should().Be("begun cut \ufffd\ndone cut \ufffd");
        next.Text.Should().Be(first.Text);
        found!.UserMessageId.Should().NotBeNull();
        lap.Counters.TurnsStarted.Should().Be(2);
    }
}
