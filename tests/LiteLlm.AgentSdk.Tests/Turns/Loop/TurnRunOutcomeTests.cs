using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>A turn that is looked for, and whose outcome the session can't show.</summary>
public sealed class TurnRunOutcomeTests : IDisposable
{
    private static readonly TimeSpan s_outcome = TimeSpan.FromSeconds(30);
    private static readonly string s_before = Wire.Thread(Wire.OldClaude);
    private static readonly string s_over = Wire.Thread(Wire.OldClaude, Wire.Asked("msg_q", "hi"), Wire.Answered("msg_1", 1, "Hello"));

    private readonly ScriptedSession _platform = new(options =>
    {
        options.Healing.OutcomeTimeout = s_outcome;
        options.Healing.MaxAttempts = 2;
        options.StreamIdleTimeout = TimeSpan.FromSeconds(90);
    });

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task Two_equal_messages_are_both_candidates()
    {
        LoseAnswer(Wire.Thread(Wire.OldClaude, Wire.Asked("m2", "hi", 5), Wire.Asked("m3", "hi", 6)));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));

        SendOutcomeUnknownException e = await FailAsync<SendOutcomeUnknownException>();

        e.Candidates.Select(message => message.Info.Id).Should().Equal("m2", "m3");
        e.Message.Should().Contain("2 messages of the session may be the one that was sent");
        e.StatusCode.Should().BeNull();
        e.InnerException.Should().BeAssignableTo<AgentPlatformException>()
            .Which.StatusCode.Should().Be(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task Two_finished_turns_of_one_millisecond_have_answers_that_nothing_tells_apart()
    {
        LoseAnswer(Wire.Thread(
            Wire.OldClaude, Wire.Asked("m2", "other"), Wire.Asked("m3", "hi"),
            Wire.Answered("m4", 1, "one"), Wire.Answered("m5", 1, "two")));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));

        StreamInterruptedException e = await FailAsync<StreamInterruptedException>();

        e.Message.Should().Contain("began in the same millisecond");
        e.Checkpoint!.UserMessageId.Should().Be("m3");
        e.PartialReply!.Text.Should().BeEmpty("it may be the other turn's text");
    }

    [Fact]
    public async Task A_thread_with_other_messages_than_before_was_rebuilt()
    {
        LoseAnswer(Wire.Thread([Wire.Asked("n1", "something else", 7)]));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));

        SendOutcomeUnknownException e = await FailAsync<SendOutcomeUnknownException>();

        e.ThreadWasRebuilt.Should().BeTrue();
        e.Candidates.Should().BeEmpty();
    }

    [Fact]
    public async Task A_turn_that_was_seen_and_is_not_in_a_rebuilt_thread_is_interrupted()
    {
        _platform.Answer("GET messages", s_before, Wire.Thread([Wire.Asked("n1", "<previous_session_history>before", 7)]));
        LiveBody body = _platform.Live("POST message_stream", Clients.Begun("hi", "He"));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        await turn.NextTextAsync();
        body.Break();

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => turn.RestAsync());

        e.Message.Should().Contain("have been rebuilt since the turn began");
        e.PartialReply!.Text.Should().Be("He");
        e.InnerException!.Message.Should().Contain("The cable was pulled.");
    }

    [Fact]
    public async Task A_message_that_does_not_appear_is_given_up_after_the_limit()
    {
        LoseAnswer(s_before);
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        long began = _platform.Time.GetTimestamp();

        SendOutcomeUnknownException e = await FailAsync<SendOutcomeUnknownException>();

        e.Message.Should().Contain("within OutcomeTimeout (00:00:30)");
        _platform.Time.GetElapsedTime(began).Should().BeCloseTo(s_outcome, TimeSpan.FromSeconds(3));
        _platform.Count("POST message_stream").Should().Be(1);
    }

    [Fact]
    public async Task Streams_that_end_without_anything_new_are_opened_a_limited_number_of_times()
    {
        LoseAnswer(s_before);
        EndStreams();

        SendOutcomeUnknownException e = await FailAsync<SendOutcomeUnknownException>();

        e.Message.Should().Contain("the stream was opened 2 times without anything new");
        _platform.Count("GET stream").Should().Be(2);
    }

    [Fact]
    public async Task A_turn_that_was_seen_is_interrupted_if_nothing_can_be_read_and_streams_end()
    {
        _platform.Answer("GET messages", s_before);
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        _platform.Stream("POST message_stream", Clients.Begun("hi", "He"));
        EndStreams();

        StreamInterruptedException e = await FailAsync<StreamInterruptedException>();

        e.Message.Should().Contain("The stream was opened 2 times without anything new");
        e.PartialReply!.Text.Should().Be("He");
        _platform.Count("GET stream").Should().Be(2);
    }

    [Fact]
    public async Task A_turn_that_was_seen_is_interrupted_if_nothing_can_be_read_for_the_limit()
    {
        _platform.Answer("GET messages", s_before);
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        _platform.Stream("POST message_stream", Clients.Begun("hi", "He"));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        long began = _platform.Time.GetTimestamp();

        StreamInterruptedException e = await FailAsync<StreamInterruptedException>();

        e.Message.Should().Contain("could not be read for OutcomeTimeout (00:00:30)");
        e.Checkpoint!.UserMessageId.Should().Be("msg_q");
        _platform.Time.GetElapsedTime(began).Should().BeCloseTo(s_outcome, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Without_the_earlier_messages_a_message_can_only_be_recognized_on_a_stream()
    {
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        _platform.Answer("GET messages", s_over);
        _platform.Refuse("POST message_stream", HttpStatusCode.GatewayTimeout, "<html>");
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));

        SendOutcomeUnknownException e = await FailAsync<SendOutcomeUnknownException>(new SendOptions { MarkSends = false });

        e.Message.Should().Contain("the session's messages before the send could not be read");
        e.Delivery.Should().Be(Delivery.Unknown);
    }

    [Fact]
    public async Task An_opencode_turn_that_was_cut_and_stays_silent_is_given_up()
    {
        string running = Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hi"), Wire.Answer("a1", "u1", "te", null));
        _platform.Answer("GET messages", Wire.Thread(Wire.OldOpenCode), running);
        _platform.Stream(
            "POST message_stream", Wire.Prompted("u1", "hi"), Wire.Updated(Wire.AnswerInfo("a1", "u1", null)),
            Wire.Part("a1", Wire.Text("a1", "te")));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        long began = _platform.Time.GetTimestamp();

        StreamInterruptedException e = await FailAsync<StreamInterruptedException>();

        e.Message.Should().Contain("nothing has been seen of the turn for 90 s");
        e.Checkpoint!.UserMessageId.Should().Be("u1");
        e.PartialReply!.Text.Should().Be("te");
        _platform.Time.GetElapsedTime(began).Should().BeCloseTo(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_opencode_turn_with_a_running_tool_is_not_given_up()
    {
        const string Tool = """{"id":"t1","type":"tool","tool":"bash","callID":"c1","state":{"status":"running","input":{} } }""";
        string before = Wire.Thread(Wire.OldOpenCode);
        string running = Wire.Thread(
            Wire.OldOpenCode, Wire.Prompt("u1", "hi"), Wire.Message(Wire.AnswerInfo("a1", "u1", null), Tool));
        _platform.Answer("GET messages", before, running);
        _platform.Stream(
            "POST message_stream", Wire.Prompted("u1", "hi"), Wire.Updated(Wire.AnswerInfo("a1", "u1", null)), Wire.Part("a1", Tool));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        using CancellationTokenSource cancel = new();
        await using IAsyncEnumerator<TurnUpdate> turn =
            (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator(cancel.Token);
        await turn.NextAsync<TurnHealed>();
        Task<bool> next = turn.MoveAsync();
        await _platform.PassTimeAsync(TimeSpan.FromMinutes(45));

        next.IsCompleted.Should().BeFalse("a tool may work for an hour without an event");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    // The response to the message is lost, and from then on the session shows this thread.
    private void LoseAnswer(string after)
    {
        _platform.Answer("GET messages", s_before, after);
        _platform.Refuse("POST message_stream", HttpStatusCode.GatewayTimeout, "<html>");
    }

    // Streams are opened, and end at once.
    private void EndStreams()
    {
        for (int i = 0; i < 5; i++)
        {
            _platform.Stream("GET stream");
        }
    }

    // Sends the message, and lets the time of each wait pass until the turn is given up.
    private async Task<T> FailAsync<T>(SendOptions? options = null)
        where T : AgentPlatformException
    {
        Task<Reply> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi", options).GetReplyAsync();
        await _platform.PassTimeAsync(turn);
        return await Assert.ThrowsAsync<T>(() => turn);
    }
}
