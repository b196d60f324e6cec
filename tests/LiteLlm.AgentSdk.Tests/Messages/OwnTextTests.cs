using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>The text that a user wrote, without the additions of the platform.</summary>
public sealed class OwnTextTests
{
    private const string Preamble =
        "[SYSTEM: Your LAP session_id is 1]\n<system_instructions>\nBe brief.\n</system_instructions>\n\n"
            + "Follow the system instructions above for the entire conversation. Now respond to the request below.\n";

    private readonly Scripts _scripts = new();

    public static TheoryData<string> Harnesses => ["claude-agent-sdk", "opencode"];

    [Theory]
    [MemberData(nameof(Harnesses))]
    public async Task The_users_messages_are_the_users_own(string harness)
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Agent agent = await client.Agents.CreateAsync(new() { Model = "m", Prompt = "Be brief.", HarnessId = harness });
        Session session = await agent.CreateSessionAsync();
        await session.SendAsync("first\n\nin two lines");
        await session.SendAsync("second");

        IReadOnlyList<Message> thread = await session.GetMessagesAsync();

        thread.Select(m => m.Role).Should()
            .Equal(MessageRole.User, MessageRole.Assistant, MessageRole.User, MessageRole.Assistant);
        thread.Where(m => m.Role == MessageRole.User).Select(m => m.OwnText).Should().Equal("first\n\nin two lines", "second");
        thread[0].Text.Should().StartWith("[SYSTEM: ").And.Contain("first");
        thread.Where(m =>
            m.Role == MessageRole.Assistant).Should().OnlyContain(m => m.OwnText == m.Text && !m.IsPending).And.NotBeEmpty();
    }

    [Fact]
    public async Task The_platforms_message_to_a_new_sandbox_is_not_a_user_message()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Session session = await Scripts.SessionAsync(client);
        await session.SendAsync("first");
        await session.RestartAsync();
        await session.WaitUntilReadyAsync();

        Message replayed = (await session.GetMessagesAsync()).First(m => m.Info.Role == MessageRole.User);

        replayed.Text.Should().Contain("first");
        replayed.OwnText.Should().BeEmpty();
    }

    [Theory]
    [InlineData(Preamble + "\nmine", "mine")]
    [InlineData(Preamble + "\nNow respond to the request below.\n\nmine", "Now respond to the request below.\n\nmine")]
    [InlineData("[SYSTEM: not the platform's] mine", "[SYSTEM: not the platform's] mine")]
    [InlineData("[SYSTEM: Your LAP session_id is 1] and no more", "[SYSTEM: Your LAP session_id is 1] and no more")]
    [InlineData("", "")]
    public void Only_the_platforms_additions_are_removed_from_a_text(string text, string own) => Of(text).OwnText.Should().Be(own);

    [Fact]
    public void A_preamble_may_be_a_separate_part()
    {
        Of(Preamble, "mine", "and more").OwnText.Should().Be("mine\nand more");
        Of("mine", Preamble).OwnText.Should().Be("mine\n" + Preamble);
    }

    [Theory]
    [InlineData("pending-s1", true)]
    [InlineData("msg_1", false)]
    [InlineData("", false)]
    public void A_placeholder_is_recognized_by_its_id(string id, bool isPending) =>
        new Message { Info = new() { Id = id } }.IsPending.Should().Be(isPending);

    private static Message Of(params string[] texts) => new() { Parts = [.. texts.Select(text => new TextPart { Text = text })] };
}
