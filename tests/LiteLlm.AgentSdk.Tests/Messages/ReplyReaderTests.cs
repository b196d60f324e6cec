using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class ReplyReaderTests
{
    [Theory]
    [InlineData(
        """{"info":{"id":"m"},"parts":[{"type":"text","text":"a"},{"type":"tool","tool":"t"},{"type":"text","text":"b"}]}""", "a\nb", true)]
    [InlineData("""{"info":{"id":"m"},"parts":[]}""", "", true)]
    [InlineData("""{"parts":[{"type":"text","text":"a"}],"text":"other"}""", "a", true)]
    [InlineData("""{"info":{"id":"m"},"text":"a"}""", "a", true)]
    [InlineData("""{"text":"a","response":"b","message":"c"}""", "a", false)]
    [InlineData("""{"text":"this is a TUI harness"}""", "this is a TUI harness", false)]
    [InlineData("""{"response":"b","message":"c"}""", "b", false)]
    [InlineData("""{"message":"c","content":[{"type":"text","text":"d"}]}""", "c", false)]
    [InlineData("""{"content":[{"type":"text","text":"d"},{"type":"x","text":"no"},5,{"type":"text","text":"e"}]}""", "d\ne", false)]
    [InlineData("""{"content":"plain"}""", "plain", false)]
    [InlineData("""{"text":5,"response":null,"message":{"a":1}}""", null, false)]
    [InlineData("""{}""", null, false)]
    [InlineData("[]", null, false)]
    [InlineData("null", null, false)]
    [InlineData("\"just text\"", "just text", false)]
    public void The_text_is_the_first_available_one(string json, string? text, bool isMessage)
    {
        using JsonDocument reply = JsonDocument.Parse(json);
        ReplyContent content = ReplyReader.Read(reply.RootElement);

        content.Text.Should().Be(text);
        (content.Message is not null).Should().Be(isMessage);
    }

    [Fact]
    public void Half_an_emoji_does_not_throw()
    {
        using JsonDocument reply = JsonDocument.Parse("""{"text":"a\ud83d\n"}""");

        (ReplyReader.Read(reply.RootElement).Text == "a\ud83d\n").Should().BeTrue();
    }
}
