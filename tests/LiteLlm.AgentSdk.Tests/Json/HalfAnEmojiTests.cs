using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>
/// A harness may cut an emoji in two. Half of an emoji is JSON but not text. It is kept at every place, printed as U+FFFD, and causes no
/// failure.
/// </summary>
public sealed partial class HalfAnEmojiTests
{
    public static TheoryData<string> Frames =>
    [
        """{"type":"session.diff","properties":{"sessionID":"s","diff":"a\ud83d"}}""",
        """{"type":"session.diff","properties":{"sessionID":"s","diff":["a\ud83d",{"\udc00":"\ude00b"}]}}""",
        """{"type":"session.updated","properties":{"info":"\ude00"}}""",
        """{"type":"session.status","properties":{"status":"x\ud83d"}}""",
        """{"type":"todo.updated","properties":{"todos":"x\ud83d"}}""",
        """{"type":"claude_sdk_message","properties":{"message":"x\ud83d"}}""",
        """{"type":"session.idle","properties":{"sessionID":"s","more":"x\ud83d"}}""",
        """{"type":"session.idle","more":"x\ud83d","properties":{"sessionID":"s","deep":[{"a":"\ud83d\ud83d"}]}}""",
        """{"type":"message.part.updated","properties":{"part":"""
            + """{"id":"p","messageID":"m","type":"tool","tool":"t","more":"\ud83d","state":"""
            + """{"status":"completed","input":"\ud83d","metadata":"\ude00","more":"\ud83d"}}}}""",
        """{"type":"message.part.updated","properties":{"part":{"id":"p","messageID":"m","type":"text","text":"a\ud83d","more":"""
            + """["\ud83d"]}}}""",
        """{"type":"message.updated","properties":{"info":{"id":"m","role":"assistant","error":"""
            + """{"name":"E","data":"\ud83d","more":"\ud83d"},"more":{"a":"\ud83d"}}}}""",
        """{"type":"never.seen","properties":{"a":"\ud83d"},"b":"\ud83d"}""",
    ];

    [Theory]
    [MemberData(nameof(Frames))]
    public void Half_an_emoji_stays_in_the_JSON_and_is_printed_as_a_replacement_character(string frame)
    {
        SessionEvent value = Decode(frame);

        SameJson.Check(Named(frame), Named(value.ToJson()));
        value.ToString().Should().Contain(value.GetType().Name);
    }

    [Fact]
    public void Text_before_half_an_emoji_is_printed()
    {
        Decode("""{"type":"session.diff","properties":{"sessionID":"ses_7","diff":"\ud83d"}}""").ToString()
            .Should().StartWith("SessionDiffEvent { Type = session.diff").And.Contain("ses_7").And.EndWith("Diff = \ufffd, ... }");
        Decode("""{"type":"session.diff","properties":{"diff":["whole"]}}""").ToString()
            .Should().StartWith("SessionDiffEvent { Type = session.diff").And.EndWith("""Diff = ["whole"] }""");
    }

    private static SessionEvent Decode(string frame) => EventDecoder.Decode(Encoding.UTF8.GetBytes(frame));

    /// <summary>Replaces halves with their numbers, so that the texts can be compared.</summary>
    private static string Named(string json) => Half().Replace(json, "<${unit}>");

    [GeneratedRegex(@"\\u(?<unit>d[89a-f][0-9a-f]{2})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Half();
}
