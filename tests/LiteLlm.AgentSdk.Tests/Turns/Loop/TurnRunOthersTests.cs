using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>The turn of another sender ends on the stream before the turn's own message is seen. Nothing of it is ours.</summary>
public sealed class TurnRunOthersTests : IDisposable
{
    private static readonly string s_running = Wire.Thread(
        Wire.OldOpenCode, Wire.Prompt("u1", "theirs"), Wire.Answer("a1", "u1", "secret", null));

    private static readonly string s_asked = Wire.Thread(Wire.OldClaude, Wire.Asked("m2", "theirs", 5));

    private readonly ScriptedSession _platform = new();

    public void Dispose() => _platform.Dispose();

    [Theory]
    [InlineData("stop", null)]
    [InlineData(null, "Broke")]
    public async Task An_answer_to_a_message_from_before_the_send_is_not_the_reply(string? finish, string? error)
    {
        _platform.Answer("GET messages", s_running);
        await BeginAsync(
            Wire.Updated(Wire.AnswerInfo("a1", "u1", finish, error)), Wire.Part("a1", Wire.Text("a1", "secret")), Wire.Idle);
    }

    [Fact]
    public async Task On_claude_an_answer_with_the_time_of_a_message_from_before_the_send_is_not_the_reply()
    {
        _platform.Answer("GET messages", s_asked);
        await BeginAsync(
            Wire.Part("m3", """{"id":"p1","type":"text","text":"secret"}"""),
            Wire.Updated("""{"id":"m3","role":"assistant","time":{"created":5,"completed":7}}"""), Wire.Idle);
    }

    [Fact]
    public async Task An_answer_to_a_message_with_other_words_is_not_the_reply()
    {
        _platform.Answer("GET messages", Wire.Thread(Wire.OldOpenCode));
        await BeginAsync(
            Wire.Prompted("u1", "theirs"), Wire.Updated(Wire.AnswerInfo("a1", "u1", null)), Wire.Part("a1", Wire.Text("a1", "secret")),
            Wire.Updated(Wire.AnswerInfo("a1", "u1")), Wire.Idle);
    }

    [Fact]
    public async Task The_error_of_a_turn_from_before_the_send_is_not_ours()
    {
        _platform.Answer("GET messages", s_running);
        await BeginAsync(Wire.SessionError("Broke"), Wire.Idle);
    }

    /// <summary>A subagent has a harness session of its own. Neither its end nor its error is that of the turn.</summary>
    [Fact]
    public async Task The_end_and_the_error_of_another_harness_session_end_nothing()
    {
        string info = Wire.PromptInfo("u9").Replace("\"role\"", "\"sessionID\":\"ses_1\",\"role\"", StringComparison.Ordinal);
        string end = Wire.Idle.Replace("ses_1", "ses_2", StringComparison.Ordinal);
        string error = Wire.SessionError("Broke").Replace("\"error\"", "\"sessionID\":\"ses_2\",\"error\"", StringComparison.Ordinal);
        string prompt = Wire.Message(info, Wire.Text("u9", "hi"));
        _platform.Answer(
            "GET messages", Wire.Thread(Wire.OldOpenCode), Wire.Thread(Wire.OldOpenCode, prompt, Wire.Answer("a9", "u9", "mi", null)));
        _platform.Stream(
            "POST message_stream", Wire.Updated(info), Wire.Part("u9", Wire.Text("u9", "hi")),
            Wire.Updated(Wire.AnswerInfo("a9", "u9", null)), Wire.Part("a9", Wire.Text("a9", "mi")), error, end);
        LiveBody raw = _platform.Live("GET stream", error, end);
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();

        await turn.NextAsync<TurnHealed>();
        raw.Write(Wire.Part("a9", Wire.Text("a9", "mine")), Wire.Updated(Wire.AnswerInfo("a9", "u9")), Wire.Idle);

        Reply reply = (await turn.NextAsync<TurnCompleted>()).Reply;
        reply.Text.Should().Be("mine");
        reply.Error.Should().BeNull();
        _platform.Count("GET stream").Should().Be(1);
    }

    /// <summary>Sends a message while the stream shows only the other turn, and gets the own reply afterwards.</summary>
    private async Task BeginAsync(params string[] theirs)
    {
        _platform.Stream("POST message_stream", [Wire.Ready, .. theirs]);
        LiveBody raw = _platform.Live("GET stream", Wire.Ready);
        Session session = await _platform.OpenAsync();
        await using IAsyncEnumerator<TurnUpdate> turn =
            session.SendStreamingAsync(new SendOptions { Text = "hi", WaitForRunningTurn = false }).GetAsyncEnumerator();

        TurnReconnecting lost = await turn.NextAsync<TurnReconnecting>();
        _platform.Answer("GET messages", Wire.Thread([], Wire.Prompt("u9", "hi"), Wire.Answer("a9", "u9", "mine")));
        raw.Write(Wire.Prompted("u9", "hi"), Wire.Updated(Wire.AnswerInfo("a9", "u9", null)), Wire.Part("a9", Wire.Text("a9", "mine")),
            Wire.Updated(Wire.AnswerInfo("a9", "u9")), Wire.Idle);
        IReadOnlyList<TurnUpdate> rest = await turn.RestAsync();

        lost.Delivery.Should().Be(Delivery.Unknown);
        lost.Reason.Should().Be("A turn ended in session s1, but not this one.");
        string.Concat(rest.OfType<TurnTextDelta>().Select(update => update.Delta)).Should().Be("mine");
        rest[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Text.Should().Be("mine");
    }
}
