using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>What a blocking turn makes of the platform's response: the reply, a part of it, or nothing.</summary>
public sealed class TurnRunAnswerTests : IDisposable
{
    private readonly ScriptedSession _platform = new();
    private readonly ProgressLog _progress = new();

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task A_response_with_the_whole_reply_is_the_reply_and_nothing_else_is_read()
    {
        Threads(Wire.Thread(Wire.OldClaude));
        _platform.Answer("POST message", Clients.Reply);

        Reply reply = await SendAsync();

        reply.Text.Should().Be("hi");
        reply.Messages.Should().ContainSingle().Which.Info.Id.Should().Be("msg_1");
        reply.Raw!.Value.GetRawText().Should().Be(Clients.Reply);
        reply.Response.Should().NotBeNull();
        reply.DuplicatedByPlatform.Should().BeFalse();
        _progress.Text.Should().Be("hi");
        _platform.Received.Should().Equal("GET", "GET messages", "POST message");
    }

    [Fact]
    public async Task A_response_with_the_last_message_is_completed_from_the_thread()
    {
        OpenCode(Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "one", "tool-calls"), Wire.Answer("a2", "u1", "two"));
        _platform.Answer("POST message", Wire.Answer("a2", "u1", "two"));

        Reply reply = await SendAsync();

        reply.Text.Should().Be("one\ntwo");
        Ids(reply).Should().Equal("a1", "a2");
        reply.Raw!.Value.GetProperty("info").GetProperty("id").GetString().Should().Be("a2");
        reply.Response.Should().NotBeNull();
        reply.AnsweredWith.Should().BeNull();
        reply.DuplicatedByPlatform.Should().BeFalse();
        _progress.Updates.OfType<TurnStarted>().Should().ContainSingle().Which.UserMessageId.Should().Be("u1");
        _progress.Text.Should().Be("onetwo");
        _platform.Received.Should().Equal("GET", "GET messages", "POST message", "GET messages");
    }

    [Fact]
    public async Task A_response_that_names_the_message_of_another_sender_is_the_answer_to_both()
    {
        OpenCode(
            Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "mine", "tool-calls"), Wire.Prompt("u2", "theirs"),
            Wire.Answer("a2", "u2", "both"));
        _platform.Answer("POST message", Wire.Answer("a2", "u2", "both"));

        Reply reply = await SendAsync();

        reply.AnsweredWith.Should().Be("u2");
        Ids(reply).Should().Equal("a1", "a2");
        reply.DuplicatedByPlatform.Should().BeFalse();
    }

    [Fact]
    public async Task A_response_that_names_another_message_does_not_replace_an_answer_of_its_own()
    {
        OpenCode(
            Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "mine"), Wire.Prompt("u2", "theirs"), Wire.Answer("a2", "u2", "other"));
        _platform.Answer("POST message", Wire.Answer("a2", "u2", "other"));

        Reply reply = await SendAsync();

        reply.AnsweredWith.Should().BeNull();
        Ids(reply).Should().Equal("a1");
        _progress.Text.Should().Be("mine");
    }

    [Fact]
    public async Task A_response_with_the_end_of_an_earlier_turn_does_not_hide_the_answer_in_the_thread()
    {
        OpenCode(Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "mine"));
        _platform.Answer("POST message", Wire.Answer("a0", "u0", "long ago"));

        Reply reply = await SendAsync();

        Ids(reply).Should().Equal("a1");
        reply.Raw.Should().BeNull("the response was another turn's");
        _platform.Count("GET stream").Should().Be(0);
    }

    /// <summary>
    /// opencode drops a message that arrives between the two ends of a failed turn, and responds with the last message of the run.
    /// </summary>
    [Theory]
    [InlineData("u0", "a0")]
    [InlineData("u2", "a2")]
    public async Task A_response_that_names_another_message_is_not_the_reply_to_a_message_that_is_not_there(string parent, string answer)
    {
        OpenCode(Wire.Prompt("u2", "theirs"), Wire.Answer("a2", "u2", "secret"));
        _platform.Answer("POST message", Wire.Answer(answer, parent, "secret"));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        Session session = await _platform.OpenAsync();
        Task<Reply> turn = session.SendAsync("hello", new SendOptions { Progress = _progress }).SoonAsync();
        await _platform.ReceivedAsync("GET stream", 1);
        await _platform.TimerAsync(TimeSpan.Zero, TimeSpan.FromSeconds(3));
        _platform.Time.Advance(TimeSpan.FromMinutes(10));

        SendOutcomeUnknownException e = await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => turn);

        e.Message.Should().Contain("another message");
        _progress.Text.Should().BeEmpty();
    }

    /// <summary>The platform may put other words before the message than the SDK knows.</summary>
    [Fact]
    public async Task A_response_that_names_a_message_with_more_words_is_the_reply()
    {
        OpenCode(Wire.Prompt("u1", "Be brief. hello"), Wire.Answer("a1", "u1", "one", "tool-calls"), Wire.Answer("a2", "u1", "two"));
        _platform.Answer("POST message", Wire.Answer("a2", "u1", "two"));

        (await SendAsync()).Text.Should().Be("one\ntwo");
    }

    [Fact]
    public async Task After_a_response_with_the_end_of_an_earlier_turn_the_answer_is_followed_on_a_stream()
    {
        string asked = Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hello"));
        string answered = Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "mine"));
        Threads(Wire.Thread(Wire.OldOpenCode), asked, asked, answered);
        _platform.Answer("POST message", Wire.Answer("a0", "u0", "long ago"));
        _platform.Live(
            "GET stream", Wire.Updated(Wire.AnswerInfo("a1", "u1", null)), Wire.Part("a1", Wire.Text("a1", "mine")),
            Wire.Updated(Wire.AnswerInfo("a1", "u1")), Wire.Idle);

        Reply reply = await SendAsync();

        Ids(reply).Should().Equal("a1");
        reply.Text.Should().Be("mine");
        _platform.Received.Skip(3).Should().Equal(
            ["GET messages", "GET", "GET stream", "GET messages", "GET messages"], "events may have been missed before the stream");
    }

    [Fact]
    public async Task A_copy_that_continues_the_first_message_adds_its_steps()
    {
        OpenCode(
            Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "one", "tool-calls"), Wire.Prompt("u2", "hello", 300_100),
            Wire.Answer("a2", "u2", "two"));
        _platform.Answer("POST message", Wire.Answer("a2", "u2", "two"));

        Reply reply = await SendAsync();

        Ids(reply).Should().Equal("a1", "a2");
        reply.DuplicatedByPlatform.Should().BeTrue();
        reply.AnsweredWith.Should().BeNull();
    }

    [Fact]
    public async Task A_copy_that_ran_on_its_own_has_only_its_own_answer()
    {
        OpenCode(
            Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "one"), Wire.Prompt("u2", "hello", 300_100),
            Wire.Answer("a2", "u2", "two"));
        _platform.Answer("POST message", Wire.Answer("a2", "u2", "two"));

        Reply reply = await SendAsync();

        Ids(reply).Should().Equal("a2");
        reply.DuplicatedByPlatform.Should().BeTrue();
    }

    [Fact]
    public async Task When_the_thread_cannot_be_read_the_exception_has_the_last_message()
    {
        Threads(Wire.Thread(Wire.OldOpenCode));
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        _platform.Answer("POST message", Wire.Answer("a2", "u1", "two"));

        ReplyIncompleteException e = await Assert.ThrowsAsync<ReplyIncompleteException>(() => SendAsync());

        e.Reply!.Text.Should().Be("two");
        Ids(e.Reply).Should().Equal("a2");
        e.Reply.Raw.Should().NotBeNull();
        e.Reply.Response.Should().NotBeNull();
        e.InnerException.Should().BeAssignableTo<AgentPlatformException>().Which.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task When_the_thread_lacks_the_turn_the_exception_says_so()
    {
        Threads(Wire.Thread(Wire.OldOpenCode));
        _platform.Answer("POST message", Wire.Answer("a2", "u1", "two"));

        ReplyIncompleteException e = await Assert.ThrowsAsync<ReplyIncompleteException>(() => SendAsync());

        e.Reply!.Text.Should().Be("two");
        e.Message.Should().Contain("the session's messages do not contain it");
    }

    [Fact]
    public async Task An_unfinished_answer_in_the_thread_without_the_last_message_is_incomplete()
    {
        OpenCode(Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "one", "tool-calls"));
        _platform.Answer("POST message", Wire.Answer("a2", "u1", "two"));

        ReplyIncompleteException e = await Assert.ThrowsAsync<ReplyIncompleteException>(() => SendAsync());

        Ids(e.Reply!).Should().Equal("a2");
    }

    [Theory]
    [InlineData("""{"ok":true}""")]
    [InlineData("[1]")]
    [InlineData("Bad Gateway")]
    public async Task A_response_that_is_not_a_reply_is_looked_for_in_the_thread(string body)
    {
        OpenCode(Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "mine"));
        _platform.Answer("POST message", body);
        _platform.Refuse("GET stream", HttpStatusCode.ServiceUnavailable);

        Reply reply = await SendAsync();

        Ids(reply).Should().Equal("a1");
        reply.Raw.Should().BeNull();
        TurnReconnecting lost = _progress.Updates.OfType<TurnReconnecting>().Should().ContainSingle().Subject;
        lost.Attempt.Should().Be(1);
        lost.Delivery.Should().Be(Delivery.Unknown);
        _platform.Count("POST message").Should().Be(1);
    }

    [Theory]
    [InlineData("""{"ok":true}""")]
    [InlineData("Bad Gateway")]
    public async Task Without_healing_a_response_that_is_not_a_reply_is_thrown(string body)
    {
        using ScriptedSession platform = new(options => options.Healing.Enabled = false);
        platform.Answer("GET messages", Wire.Thread(Wire.OldOpenCode));
        platform.Answer("POST message", body);
        Session session = await platform.OpenAsync();

        AgentPlatformException e = await Assert.ThrowsAnyAsync<AgentPlatformException>(() => session.SendAsync("hello").SoonAsync());

        e.MayHaveTakenEffect.Should().BeTrue();
        platform.Count("GET stream").Should().Be(0);
    }

    /// <summary>
    /// After its own answer, the platform sends the message no more. Whether the message reached the sandbox before is not known.
    /// </summary>
    [Fact]
    public async Task After_an_internal_error_of_the_platform_a_message_that_does_not_appear_is_not_waited_for()
    {
        Threads(Wire.Thread(Wire.OldOpenCode));
        _platform.Refuse("POST message", HttpStatusCode.InternalServerError, """{"error":"internal error"}""");
        Session session = await _platform.OpenAsync();
        Task<Reply> turn = session.SendAsync("hello").SoonAsync();
        await _platform.TimerAsync(TimeSpan.FromSeconds(2));

        _platform.Time.Advance(TimeSpan.FromSeconds(2));

        SendOutcomeUnknownException e = await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => turn);
        e.Message.Should().Contain("No reply will come");
    }

    [Fact]
    public async Task A_bare_text_is_the_reply()
    {
        Threads(Wire.Thread(Wire.OldClaude));
        _platform.Answer("POST message", """{"text":"plain"}""");

        Reply reply = await SendAsync();

        reply.Text.Should().Be("plain");
        reply.Raw!.Value.GetRawText().Should().Be("""{"text":"plain"}""");
        reply.Response.Should().NotBeNull();
        reply.Messages.Should().BeEmpty();
        _progress.Text.Should().Be("plain");
    }

    [Fact]
    public async Task A_reply_that_is_not_assembled_has_no_parts_but_its_text_was_reported()
    {
        Threads(Wire.Thread(Wire.OldClaude));
        _platform.Answer("POST message", Clients.Reply);

        Reply reply = await SendAsync(new SendOptions { AssembleReply = false });

        _progress.Text.Should().Be("hi");
        reply.Parts.Should().BeEmpty();
        reply.Text.Should().BeEmpty();
        reply.Raw.Should().BeNull();
        reply.Info!.Id.Should().Be("msg_1");
    }

    private async Task<Reply> SendAsync(SendOptions? options = null)
    {
        Session session = await _platform.OpenAsync();
        return await session.SendAsync("hello", (options ?? new SendOptions()) with { Progress = _progress }).SoonAsync();
    }

    private static IEnumerable<string> Ids(Reply reply) => reply.Messages.Select(message => message.Info.Id);

    private void Threads(params string[] threads) => _platform.Answer("GET messages", threads);

    // The thread before the message, and after it.
    private void OpenCode(params string[] after) =>
        Threads(Wire.Thread(Wire.OldOpenCode), Wire.Thread(Wire.OldOpenCode, after));
}
