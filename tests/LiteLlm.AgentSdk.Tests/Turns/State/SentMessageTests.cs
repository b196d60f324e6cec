using System.Text.Json;
using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>How a message is recognized among the messages of a session.</summary>
public sealed class SentMessageTests
{
    private const string Preamble = "[SYSTEM: Your LAP session_id is 1.\nNow respond to the request below.\n\n";
    private const string PreamblePart = "[SYSTEM: Your LAP session_id is 1.\nNow respond to the request below.\n";

    private static readonly SentMessage s_two = new(["one", "two"], 0, null);

    [Theory]
    [InlineData(true, "one", "two")]
    [InlineData(true, "one\ntwo")]
    [InlineData(true, Preamble + "one\ntwo")]
    [InlineData(true, PreamblePart, "one", "two")]
    [InlineData(false, "one")]
    [InlineData(false, "two", "one")]
    [InlineData(false, "one", "two", "three")]
    [InlineData(false, "[SYSTEM: one\ntwo")]
    public void Texts_match_after_the_platforms_additions_are_removed(bool matches, params string[] shown) =>
        s_two.Matches(shown).Should().Be(matches);

    [Fact]
    public void The_number_of_images_must_match()
    {
        SentMessage sent = new(["look"], 2, null);
        UnknownPart file = Unknown("""{"type":"file"}""");
        UnknownPart image = Unknown("""{"type":"image"}""");

        sent.Matches(With(new ImageCountPart { Count = 2 })).Should().BeTrue();
        sent.Matches(With(file, image)).Should().BeTrue();
        sent.Matches(With(Unknown("""{"type":"other"}"""), file, file)).Should().BeTrue();
        sent.Matches(With()).Should().BeFalse();
        sent.Matches(With(file, image, image)).Should().BeFalse();
        sent.Matches(With(new ImageCountPart { Count = long.MaxValue })).Should().BeFalse();
        new SentMessage(["look"], 0, null).Matches(With(new ImageCountPart { Count = -1 })).Should().BeTrue();

        static Message With(params MessagePart[] parts) =>
            Asked("u", "look", 1) is var message ? message with { Parts = [.. message.Parts, .. parts] } : message;
    }

    [Fact]
    public void A_sent_message_is_described_by_its_options()
    {
        SentMessage.Of(new SendOptions { Text = "hi" }, null, isBlocking: true).Matches(["hi"]).Should().BeTrue();
        SentMessage.Of(new SendOptions { TextParts = ["a", "b"] }, null, isBlocking: true).Matches(["a", "b"]).Should().BeTrue();
        SentMessage.Of(new SendOptions(), null, isBlocking: false).Matches([""]).Should().BeTrue();
        SentMessage.Of(new SendOptions { Text = "hi" }, null, isBlocking: true).MayBeRepeated.Should().BeTrue();
        SentMessage.Of(new SendOptions { Text = "hi" }, null, isBlocking: false).MayBeRepeated.Should().BeFalse();
        SentMessage.Of(new SendOptions { Text = "hi" }, "m", isBlocking: false).HasMark.Should().BeTrue();
        SentMessage.Of(new SendOptions { Text = "hi" }, null, isBlocking: false).HasMark.Should().BeFalse();
        Attachment image = new() { MimeType = "image/png", Content = new byte[] { 1 } };
        SendOptions withImage = new() { Text = "hi", Attachments = [image] };
        SentMessage.Of(withImage, null, isBlocking: false).Matches(Asked("u", "hi", 1)).Should().BeFalse();
    }

    [Fact]
    public void Only_user_messages_after_the_baseline_are_candidates()
    {
        SentMessage sent = new(["hi"], 0, null);
        Message old = Asked("old", "hi", 1);
        Message[] thread =
        [
            old, Answered("a", 1, "hi"), Asked("new", "hi", 2), Asked("other", "ho", 3),
            Asked("pending-1", "hi", 4), Asked("again", "hi", 5),
        ];

        Find(sent, thread, ThreadBaseline.Of([old])).Should().Equal("new", "again");
        Find(new SentMessage(["<previous_session_history>"], 0, null), [Asked("u", "<previous_session_history>", 1)], ThreadBaseline.Empty)
            .Should().BeEmpty();
    }

    [Fact]
    public void A_message_that_contains_the_text_that_was_sent_may_be_the_one()
    {
        SentMessage sent = new(["hi", "you"], 0, null);

        sent.MayBePartOf(Asked("u", "Be brief. hi\nyou", 1)).Should().BeTrue();
        sent.MayBePartOf(Asked("u", "hi", 1)).Should().BeFalse();
        sent.MayBePartOf(Asked("u", "hi", 1) with { Parts = [] }).Should().BeTrue("nothing can be compared");
    }

    [Fact]
    public void A_mark_decides_where_the_harness_keeps_it()
    {
        SentMessage sent = new(["hi"], 0, "mine");
        Message marked = Marked("u2", "hi", "mine");
        Message[] thread = [Prompted("u1", "hi"), marked, Marked("u3", "hi", "theirs"), Marked("u4", "ho", "mine")];

        Find(sent, thread, ThreadBaseline.Empty).Should().Equal("u2");
        Find(sent, [thread[0], thread[2]], ThreadBaseline.Empty).Should().BeEmpty("opencode keeps the mark, so neither is ours");
        Find(sent, [Asked("u1", "hi", 1)], ThreadBaseline.Empty).Should().Equal(["u1"], "Claude drops the mark");
        Find(sent, [.. thread, Replied("a", "u2", "stop", [.. marked.Parts])], ThreadBaseline.Unknown).Should().Equal("u2", "u4");
        Find(new SentMessage(["hi"], 0, null), thread, ThreadBaseline.Unknown).Should().BeEmpty();
        sent.IsMarked(marked.Parts).Should().BeTrue();
        sent.IsMarked(thread[0].Parts).Should().BeFalse();
        new SentMessage(["hi"], 0, null).IsMarked(marked.Parts).Should().BeFalse();
    }

    [Theory]
    [InlineData("""{"metadata":{"litellm_sdk_send":"mine"}}""", true)]
    [InlineData("""{"metadata":{"litellm_sdk_send":"other"}}""", false)]
    [InlineData("""{"metadata":{"litellm_sdk_send":1}}""", false)]
    [InlineData("""{"metadata":{}}""", false)]
    [InlineData("""{"metadata":"litellm_sdk_send"}""", false)]
    [InlineData("{}", false)]
    public void A_mark_is_read_from_the_metadata_of_a_part(string more, bool carries)
    {
        TextPart part = new() { Text = "hi", AdditionalProperties = Properties(more) };

        SentMessage.CarriesMark(part, "mine").Should().Be(carries);
        SentMessage.CarriesMark(new TextPart { Text = "hi" }, "mine").Should().BeFalse();
    }

    [Fact]
    public void The_platform_repeats_a_blocking_message_after_five_minutes()
    {
        SentMessage sent = new(["hi"], 0, null) { MayBeRepeated = true };

        sent.AreCopies([Asked("a", "hi", 1_000), Asked("b", "hi", 291_000)]).Should().BeTrue();
        sent.AreCopies([Asked("a", "hi", 1_000), Asked("b", "hi", 290_999)]).Should().BeFalse();
        sent.AreCopies([Asked("a", "hi", 0), Asked("b", "hi", 300_000), Asked("c", "hi", 300_001)]).Should().BeFalse();
        sent.AreCopies([Asked("a", "hi", 0)]).Should().BeFalse();
        new SentMessage(["hi"], 0, null).AreCopies([Asked("a", "hi", 0), Asked("b", "hi", 300_000)]).Should().BeFalse();

        SentMessage marked = new(["hi"], 0, "mine") { MayBeRepeated = true };
        marked.AreCopies([Marked("a", "hi", "mine"), Marked("b", "hi", "mine")]).Should().BeTrue("both carry the mark");
        marked.AreCopies([Marked("a", "hi", "mine"), Prompted("b", "hi")]).Should().BeFalse();
        marked.AreCopies([Marked("a", "hi", "mine")]).Should().BeFalse();
        new SentMessage(["hi"], 0, "mine").AreCopies([Marked("a", "hi", "mine"), Marked("b", "hi", "mine")]).Should().BeFalse();
    }

    [Fact]
    public void A_baseline_records_known_messages_and_open_questions()
    {
        ThreadBaseline claude = ThreadBaseline.Of([Asked("u1", "one", 1), Asked("pending-1", "later", 2)]);
        ThreadBaseline idle = ThreadBaseline.Of([Prompted("u1", "one"), Prompted("u2", "two")]);
        ThreadBaseline writing = ThreadBaseline.Of([Prompted("u1", "one"), Replied("a1", "u1", null), Prompted("u2", "two")]);

        claude.OpenQuestions.Select(q => q.Id).Should().Equal("u1");
        claude.Contains("u1").Should().BeTrue();
        claude.Contains("pending-1").Should().BeFalse();
        claude.IsNeverAnswered("u1").Should().BeFalse();
        claude.IsNeverAnswered("u9").Should().BeFalse();
        idle.OpenQuestions.Should().BeEmpty("opencode writes nothing, so neither is ever answered");
        idle.IsNeverAnswered("u1").Should().BeTrue();
        writing.OpenQuestions.Select(q => q.Id).Should().Equal("u1", "u2");
        ThreadBaseline.Empty.IsEmpty.Should().BeTrue();
        ThreadBaseline.Empty.IsUnknown.Should().BeFalse();
        ThreadBaseline.Unknown.IsUnknown.Should().BeTrue();
        ThreadBaseline.Unknown.IsEmpty.Should().BeFalse();
        claude.IsEmpty.Should().BeFalse();
    }

    [Fact]
    public void A_thread_without_the_old_messages_was_rebuilt()
    {
        ThreadBaseline before = ThreadBaseline.Of([Asked("u1", "one", 1), Answered("a1", 1, "")]);
        Message history = Asked("h", "<previous_session_history>", 9);

        before.WasRebuiltAs([Asked("u2", "two", 2)]).Should().BeTrue();
        before.WasRebuiltAs([Asked("u1", "one", 1), Asked("u2", "two", 2)]).Should().BeFalse();
        before.WasRebuiltAs([Asked("u1", "one", 1), history]).Should().BeTrue();
        ThreadBaseline.Of([history]).WasRebuiltAs([history, Asked("u2", "two", 2)]).Should().BeFalse();
        ThreadBaseline.Empty.WasRebuiltAs([Asked("u2", "two", 2)]).Should().BeFalse();
        ThreadBaseline.Empty.WasRebuiltAs([history]).Should().BeTrue();
        ThreadBaseline.Unknown.WasRebuiltAs([history]).Should().BeFalse();
    }

    private static IEnumerable<string> Find(SentMessage sent, Message[] thread, ThreadBaseline baseline) =>
        sent.FindIn(thread, baseline).Select(m => m.Info.Id);

    private static Message Marked(string id, string text, string mark) => Prompted(id, text) with
    {
        Parts =
        [
            new TextPart
            {
                Id = "p",
                Text = text,
                AdditionalProperties = Properties($$$"""{"metadata":{"litellm_sdk_send":"{{{mark}}}"}}"""),
            },
        ],
    };

    private static Dictionary<string, JsonElement> Properties(string json) =>
        JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);

    private static UnknownPart Unknown(string json) => new(JsonDocument.Parse(json).RootElement);
}
