using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>What is known before a message is sent, and what a message that was not sent leaves behind.</summary>
public sealed class TurnBeginTests : IDisposable
{
    private readonly ScriptedSession _platform = new();

    public void Dispose() => _platform.Dispose();

    /// <summary>The mark makes the search exact. The agent, which says that the harness keeps it, is read only if it is needed.</summary>
    [Fact]
    public async Task Without_the_messages_before_the_send_the_mark_finds_the_turn_of_an_opencode_session()
    {
        string marked = """{"id":"u1_p","type":"text","text":"hi","metadata":{"litellm_sdk_send":"m1"}}""";
        string theirs = """{"id":"u0_p","type":"text","text":"hi","metadata":{"litellm_sdk_send":"m0"}}""";
        _platform.Answer("GET agents/a1", Clients.Agent);
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        _platform.Answer("GET messages", Wire.Thread(
            [Wire.Message(Wire.PromptInfo("u0"), theirs), Wire.Answer("a0", "u0", "theirs")],
            Wire.Message(Wire.PromptInfo("u1"), marked), Wire.Answer("a1", "u1", "mine")));
        _platform.Refuse("POST message", HttpStatusCode.GatewayTimeout, "<html>");
        _platform.Refuse("GET stream", HttpStatusCode.ServiceUnavailable, "<html>");
        Session session = await _platform.OpenAsync();

        Reply reply = await session.SendAsync(new SendOptions { Text = "hi", Mark = "m1" }).SoonAsync();

        reply.Text.Should().Be("mine");
        _platform.Received.Should().Equal(
            "GET", "GET messages", "GET messages", "GET agents/a1", "POST message", "GET stream", "GET messages");
    }

    [Fact]
    public async Task With_the_messages_before_the_send_the_agent_is_not_read_for_a_mark()
    {
        _platform.Answer("GET messages", Wire.Thread(Wire.OldOpenCode));
        _platform.Answer("POST message", Clients.Reply);

        await (await _platform.OpenAsync()).SendAsync(new SendOptions { Text = "hi", Mark = "m1" }).SoonAsync();

        _platform.Received.Should().Equal("GET", "GET messages", "POST message");
    }
}
