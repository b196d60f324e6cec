using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>A message whose answer is lost is sent once. It is found in the thread, or its delivery is reported as unknown.</summary>
public sealed class LostAnswerTests
{
    public static TheoryData<string, string> Ways()
    {
        TheoryData<string, string> rows = [];
        foreach (string harness in (string[])["claude-agent-sdk", "opencode"])
        {
            foreach (string fault in (string[])["after effect", "instead of answer", "cut in the answer"])
            {
                rows.Add(harness, fault);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_turn_is_found_and_its_reply_is_whole(string harness, string fault)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(Quick);
        Session session = await Scripts.SessionAsync(client, harness);
        await session.SendAsync("tools again");
        lap.Faults.Add((fault switch
        {
            "after effect" => Fault.AbortAfterEffect(),
            "instead of answer" => Fault.AbortInsteadOfAnswer(),
            _ => Fault.CutAfterBytes(10),
        }).On("POST", "/message"));

        Reply reply = await session.SendAsync("tools again");

        reply.Parts.OfType<ToolPart>().Should().ContainSingle().Which.State.Output.Should().Be("a b");
        reply.Text.Should().Contain("done tools again").And.NotContain("looking\nlooking");
        reply.DuplicatedByPlatform.Should().BeFalse();
        lap.Counters.TurnsStarted.Should().Be(2, "the equal message before is another turn");
        lap.Counters.RequestsTo("POST", "/message").Should().Be(2);
        client.Transport.Gates.Count.Should().Be(0);
    }

    [Theory]
    [InlineData("/message")]
    [InlineData("/message_stream")]
    public async Task A_waiting_caller_learns_at_once_that_the_answer_is_lost_and_the_status(string route)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(Quick);
        Session session = await Scripts.SessionAsync(client);
        lap.Faults.Add(Fault.HtmlPage(502).AfterEffect().On("POST", route));
        TaskCompletionSource<TurnReconnecting> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        UpdateProgress progress = new(update =>
        {
            if (update is TurnReconnecting lost)
            {
                told.TrySetResult(lost);
            }
        });

        Task<Reply> sending =
            session.SendAsync(new SendOptions { Text = "hold", LongRunning = route == "/message_stream", Progress = progress });
        TurnReconnecting lost = await told.Task;
        sending.IsCompleted.Should().BeFalse("the turn still runs");
        scripts.Release();
        await sending;

        lost.StatusCode.Should().Be(System.Net.HttpStatusCode.BadGateway);
        lost.Delivery.Should().Be(Delivery.Unknown, "nothing of the turn has been seen");
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    private sealed class UpdateProgress(Action<TurnUpdate> report) : IProgress<TurnUpdate>
    {
        public void Report(TurnUpdate value) => report(value);
    }

    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task A_stream_that_is_lost_before_its_first_text_is_found_too(string harness)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(Quick);
        Session session = await Scripts.SessionAsync(client, harness);
        lap.Faults.Add(Fault.AbortAfterEffect().On("POST", "/message_stream"));

        List<TurnUpdate> updates = await ToListAsync(session.SendStreamingAsync("tools"));

        updates[0].Should().BeOfType<TurnReconnecting>();
        updates.Should().ContainSingle(u => u is TurnToolFinished);
        string.Concat(updates.Select(u => u.Text)).Should().Be("looking\nbegun tools\ndone tools");
        updates[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Text.Should().Contain("done tools");
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task Two_equal_candidates_make_the_delivery_unknown_and_are_named()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(Quick);
        using AgentPlatformClient other = lap.CreateClient(Quick);
        Session session = await Scripts.SessionAsync(client);
        Session theirs = await other.Sessions.GetAsync(session.Id);
        lap.Faults.Add(Fault.AbortInsteadOfAnswer().On("POST", "/message"));

        // Both send the same text. Ours loses its answer after both turns are over.
        Task<Reply> ours = session.SendAsync("hold the same");
        await lap.WaitForTurnsStartedAsync(1);
        Task<Reply> second = theirs.SendAsync("hold the same", new SendOptions { WaitForInitialReply = false, WaitForRunningTurn = false });
        await lap.WaitForTurnsStartedAsync(2);
        scripts.Release();
        SendOutcomeUnknownException unknown = await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => ours);
        await second;

        unknown.Candidates.Should().HaveCount(2);
        unknown.MayHaveTakenEffect.Should().BeTrue();
        unknown.SessionId.Should().Be(session.Id);
        lap.Counters.TurnsStarted.Should().Be(2);
    }

    [Fact]
    public async Task A_mark_distinguishes_our_message_from_an_equal_message_of_others()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(Quick);
        Session session = await Scripts.SessionAsync(client, HarnessId.OpenCode);

        Reply reply = await session.SendAsync("marked", new SendOptions { MarkSends = true });

        reply.Text.Should().Contain("done marked");
        lap.ReceivedRequests[^2].Body.Should().Contain("\"metadata\":{\"litellm_sdk_send\":\"");
        SentMessageOf("marked", "mine").Should().ContainSingle().Which.Should().Be("2");
    }

    [Fact]
    public async Task A_rebuilt_thread_does_not_prove_delivery()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options =>
        {
            Quick(options);

            // The search does not end before the thread has been rebuilt, however long that takes.
            options.Healing.MaxAttempts = 1000;
        });
        Session session = await Scripts.SessionAsync(client);
        await session.SendAsync("first");

        // The search begins when the thread has been rebuilt. Before, the thread would have shown the message.
        TaskCompletionSource restarted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lap.Faults.Add(Fault.AbortAfterEffect().On("POST", "/message"));
        lap.Faults.Add(Fault.Stall(restarted.Task).On("GET", "/stream"));
        lap.Faults.Add(Fault.Status(503).On("GET", "/stream").Forever());

        Task<Reply> send = session.SendAsync("hold me");
        await lap.WaitForTurnsStartedAsync(2);
        await lap.RestartAsync(session.Id);
        restarted.SetResult();
        SendOutcomeUnknownException unknown = await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => send);

        unknown.ThreadWasRebuilt.Should().BeTrue();
        scripts.Release();
    }

    [Fact]
    public async Task A_message_that_never_appears_is_unknown_after_the_time_limit()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options =>
        {
            Quick(options);
            options.Healing.OutcomeTimeout = TimeSpan.FromMilliseconds(300);
        });
        Session session = await Scripts.SessionAsync(client);
        lap.Faults.Add(Fault.Abort().On("POST", "/message"));

        SendOutcomeUnknownException unknown = await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => session.SendAsync("lost"));

        unknown.Message.Should().Contain("OutcomeTimeout");
        unknown.Candidates.Should().BeEmpty();
        unknown.InnerException.Should().NotBeNull();
        lap.Counters.TurnsStarted.Should().Be(0);
        lap.Counters.RequestsTo("POST", "/message").Should().Be(1, "an unknown outcome does not justify sending again");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_that_can_never_be_read_are_not_requested_forever(bool streams)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options =>
        {
            Quick(options);
            options.Healing.OutcomeTimeout = TimeSpan.FromMilliseconds(300);
            options.TurnTimeout = TimeSpan.FromSeconds(30);
        });
        Session session = await Scripts.SessionAsync(client);
        lap.Faults.Add(Fault.AbortAfterEffect().On("POST"));
        lap.Faults.Add(Fault.Status(502, """{"error":"harness request failed"}""").On("GET", "/messages").Forever());

        // The session itself reports that it is ready.
        SendOutcomeUnknownException unknown =
            await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => streams ? ToListAsync(session.SendStreamingAsync("x"))
            : session.SendAsync("x"));

        unknown.Message.Should().Contain("OutcomeTimeout");
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task A_silent_stream_is_not_awaited_for_a_message_that_can_never_be_recognized()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options =>
        {
            Quick(options);
            options.Retry.MaxRetries = 0;
            options.StreamIdleTimeout = TimeSpan.FromMilliseconds(100);
            options.Healing.OutcomeTimeout = TimeSpan.FromMilliseconds(300);
        });
        Session session = Clients.SessionOf(client, (await Scripts.SessionAsync(client)).Id);

        // The messages before the send can't be read, the message is lost before it reaches the platform, and the stream that is opened
        // then stays silent.
        lap.Faults.Add(Fault.Abort().On("GET", "/messages")).Add(Fault.Abort().On("POST",
            "/message_stream")).Add(Fault.Stall(afterEvents: 1).On("GET", "/stream").Forever());

        SendOutcomeUnknownException unknown =
            await Assert.ThrowsAsync<SendOutcomeUnknownException>(() =>
            ToListAsync(session.SendStreamingAsync("lost"))).WaitAsync(TimeSpan.FromSeconds(60));

        unknown.Message.Should().Contain("before the send could not be read");
        lap.Counters.TurnsStarted.Should().Be(0);
    }

    [Fact]
    public async Task A_message_that_was_not_delivered_is_sent_again_on_request()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using RefusingHandler refusing = new(times: 2);
        using HttpClient http = new(refusing);
        using AgentPlatformClient client =
            new(http, new AgentPlatformOptions
            {
                BaseUrl = lap.BaseUrl,
                ApiKey = lap.ApiKey,
                Retry = { MaxRetries = 0, BaseDelay = TimeSpan.FromMilliseconds(1) }
            });
        Session session = await Scripts.SessionAsync(client);

        await Assert.ThrowsAsync<MessageNotDeliveredException>(() => session.SendAsync("once"));
        lap.Counters.TurnsStarted.Should().Be(0);
        Reply reply = await session.SendAsync("again", new SendOptions { ResendWhenNotDelivered = true });

        reply.Text.Should().Contain("done again");
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task A_refused_key_is_not_a_lost_answer()
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(Quick);
        Session session = await Scripts.SessionAsync(client);
        lap.Faults.Add(Fault.Status(401, """{"error":"unauthorized"}""").On("POST", "/message"));

        await Assert.ThrowsAsync<AgentPlatformAuthenticationException>(() => session.SendAsync("x"));

        client.Transport.Gates.Count.Should().Be(0);
    }

    [Theory]
    [InlineData("/messages", false)]
    [InlineData("/messages", true)]
    [InlineData("/stream", false)]
    [InlineData("/stream", true)]
    public async Task A_key_that_is_refused_in_the_search_does_not_report_that_nothing_was_sent(string route, bool streams)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(Quick);
        Session session = await Scripts.SessionAsync(client);
        lap.Faults.Add(Fault.AbortAfterEffect().On("POST"));
        lap.Faults.Add(Fault.Status(401, """{"error":"unauthorized"}""").On("GET", route).Forever());

        AgentPlatformException e = await Assert.ThrowsAnyAsync<AgentPlatformException>(() =>
            streams ? ToListAsync(session.SendStreamingAsync("x")) : session.SendAsync("x"));

        lap.Counters.TurnsStarted.Should().Be(1);
        e.MayHaveTakenEffect.Should().BeTrue();
        e.Should().BeOfType<SendOutcomeUnknownException>().Which.InnerException.Should().BeOfType<AgentPlatformAuthenticationException>();
    }

    internal static void Quick(AgentPlatformOptions options)
    {
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
        options.Healing.BaseDelay = TimeSpan.FromMilliseconds(1);
        options.Healing.OutcomeTimeout = TimeSpan.FromSeconds(20);
    }

    internal static async Task<List<TurnUpdate>> ToListAsync(IAsyncEnumerable<TurnUpdate> updates)
    {
        List<TurnUpdate> all = [];
        await foreach (TurnUpdate update in updates)
        {
            all.Add(update);
        }

        return all;
    }

    private static IEnumerable<string> SentMessageOf(string text, string marker)
    {
        Message[] thread =
        [
            User("1", text, "theirs"),
            User("2", text, marker),
        ];
        return new LiteLlm.AgentSdk.Turns.SentMessage([text], 0, marker).FindIn(thread,
            LiteLlm.AgentSdk.Turns.ThreadBaseline.Empty).Select(m => m.Info.Id);
    }

    private static Message User(string id, string text, string marker) => System.Text.Json.JsonSerializer.Deserialize(
        $$"""{"info":{"id":"{{id}}","role":"user"},"parts":[{"type":"text","text":"{{text}}","metadata":"""
            + $$"""{"litellm_sdk_send":"{{marker}}"} }]}""", LapJson.TypeInfo<Message>())!;

    /// <summary>The connections of the first messages are refused.</summary>
    private sealed class RefusingHandler(int times) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _left = times;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/message", StringComparison.Ordinal)
                && _left-- > 0
                ? throw new HttpRequestException(HttpRequestError.ConnectionError, "refused")
                : base.SendAsync(request, cancellationToken);
    }
}
