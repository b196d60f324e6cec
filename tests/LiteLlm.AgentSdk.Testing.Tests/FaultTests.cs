using System.Net;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

public sealed class FaultTests
{
    [Fact]
    public async Task Statuses_are_returned_in_order_with_their_headers_for_matching_requests_only()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        caller.Lap.Faults
            .Add(Fault.Status(503).WithHeader("Retry-After", "7").On("GET", "/sessions/{id}").Times(2))
            .Add(Fault.HtmlPage(502).InSession(session))
            .Add(Fault.Redirect(new Uri("https://elsewhere.example/")).InSession(session));
        (await caller.SendAsync("GET", Caller.Agents)).Status.Should().Be(HttpStatusCode.OK);
        for (int i = 0; i < 2; i++)
        {
            var busy = await caller.SendAsync("GET", $"{Caller.Sessions}/{session}");
            busy.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
            busy.Response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));
        }

        (await caller.SendAsync("GET", $"{Caller.Sessions}/{session}")).Body.Should().StartWith("<html>");
        var moved = await caller.SendAsync("GET", $"{Caller.Sessions}/{session}");
        moved.Response.Headers.Location.Should().Be(new Uri("https://elsewhere.example/"));
        (await caller.SendAsync("GET", $"{Caller.Sessions}/{session}")).Status.Should().Be(HttpStatusCode.OK);
        caller.Lap.Faults.Fired.Should().Be(4);
        caller.Lap.Faults.Pending.Should().Be(0);
    }

    [Fact]
    public async Task A_connection_closes_before_or_after_the_request_took_effect()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        caller.Lap.Faults.Add(Fault.Abort()).Add(Fault.AbortAfterEffect()).Add(Fault.AbortInsteadOfAnswer());
        await FailsAsync();
        caller.Lap.Counters.TurnsStartedIn(session).Should().Be(0);
        await FailsAsync();
        await caller.Lap.WaitForTurnsEndedAsync(1).WaitAsync(Caller.Patience);
        await FailsAsync();
        caller.Lap.Counters.TurnsEndedIn(session).Should().Be(2);
        caller.Lap.Counters.RequestsTo("POST", "/message").Should().Be(3);

        Task FailsAsync() => FluentActions.Awaiting(() => caller.MessageAsync(session, "x")).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task A_gateway_gives_up_while_the_turn_continues()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        caller.Lap.Faults
            .Add(Fault.HtmlPage(504).AfterEffect().On("POST", "/message"))
            .Add(Fault.Status(502).AfterEffect().On("POST", "/message_stream"))
            .Add(Fault.Status(503).AfterEffect().WithHeader("Retry-After", "7").On("POST", "/agents"));

        (HttpStatusCode status, string body) = await PostAsync($"{Caller.Sessions}/{session}/message", """{"text":"x"}""");
        status.Should().Be(HttpStatusCode.GatewayTimeout);
        body.Should().StartWith("<html>");
        (await PostAsync($"{Caller.Sessions}/{session}/message_stream", """{"text":"y"}""")).Status.Should().Be(HttpStatusCode.BadGateway);
        var busy = await caller.SendAsync("POST", Caller.Agents, """{"model":"m","name":"made all the same"}""");
        busy.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        busy.Response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));

        await caller.Lap.WaitForTurnsEndedAsync(2).WaitAsync(Caller.Patience);
        caller.Lap.Counters.TurnsStartedIn(session).Should().Be(2);
        (await caller.SendAsync("GET", Caller.Agents)).Body.Should().Contain("made all the same");
        FluentActions.Invoking(() => Fault.Abort().AfterEffect()).Should().Throw<InvalidOperationException>();

        async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string json)
        {
            var answer = await caller.SendAsync("POST", path, json);
            return (answer.Status, answer.Body);
        }
    }

    [Fact]
    public async Task An_answer_is_cut_after_a_number_of_bytes()
    {
        await using Caller caller = await Caller.StartAsync();
        string agent = await caller.AgentAsync();
        caller.Lap.Faults.Add(Fault.CutAfterBytes(10));
        using HttpResponseMessage response =
            await caller.Http.GetAsync(new Uri($"{Caller.Agents}/{agent}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[100];
        int read = await body.ReadAtLeastAsync(buffer, 10, throwOnEndOfStream: false);
        read.Should().Be(10);
        await FluentActions.Awaiting(() => body.ReadAsync(buffer).AsTask()).Should().ThrowAsync<HttpIOException>();
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("end")]
    [InlineData("error")]
    public async Task A_stream_breaks_in_the_middle_and_the_turn_continues(string how)
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        caller.Lap.Faults.Add(how switch
        {
            "cut" => Fault.CutAfterEvents(4),
            "end" => Fault.EndAfterEvents(4),
            _ => Fault.ErrorFrame(4, "stream timeout"),
        });
        using FrameReader stream = await caller.StreamMessageAsync(session, "hello");
        for (int i = 0; i < 4; i++)
        {
            (await stream.NextAsync()).Should().NotBeNull();
        }

        switch (how)
        {
            case "cut":
                await FluentActions.Awaiting(stream.NextAsync).Should().ThrowAsync<HttpIOException>();
                break;
            case "error":
                (await stream.NextAsync())!.Value.GetRawText().Should().Be("""{"type":"error","message":"stream timeout"}""");
                goto default;
            default:
                (await stream.NextAsync()).Should().BeNull();
                break;
        }

        await caller.Lap.WaitForTurnsEndedAsync(1).WaitAsync(Caller.Patience);
        (await caller.ThreadAsync(session)).Should().HaveCount(2);
    }

    [Fact]
    public async Task An_answer_stalls_until_released()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        var release = new TaskCompletionSource();
        caller.Lap.Faults.Add(Fault.Stall(release.Task)).Add(Fault.Stall(release.Task, afterEvents: 3));
        Task<JsonElement> blocking = caller.MessageAsync(session, "x");
        await caller.Lap.WaitForTurnsEndedAsync(1).WaitAsync(Caller.Patience);
        using FrameReader stream = await caller.StreamMessageAsync(session, "y");
        for (int i = 0; i < 3; i++)
        {
            await stream.NextAsync();
        }

        await caller.Lap.WaitForTurnsEndedAsync(2).WaitAsync(Caller.Patience);
        Task<JsonElement> done = stream.UntilAsync("done");
        done.IsCompleted.Should().BeFalse();
        blocking.IsCompleted.Should().BeFalse();
        release.SetResult();
        await done;
        await blocking;
    }

    [Fact]
    public async Task A_connection_is_held_open_after_done()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        caller.Lap.Faults.Add(Fault.HoldOpen());
        using FrameReader stream = await caller.StreamMessageAsync(session, "x");
        await stream.UntilAsync("done");
        Task<JsonElement?> end = stream.NextAsync();
        await caller.Lap.WaitForIdleAsync(session);
        (await caller.GetAsync(session)).GetProperty("status").GetString().Should().Be("ready");
        end.IsCompleted.Should().BeFalse();
        await caller.Lap.DisposeAsync();
        await FluentActions.Awaiting(() => end).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task A_lost_sandbox_is_recovered_during_a_blocking_send()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        await caller.MessageAsync(session, "before");
        using FrameReader raw = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream");
        using FrameReader events = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/events");
        await caller.Lap.WaitForOpenStreamsAsync(2);
        caller.Lap.Faults.Add(Fault.SandboxLost(7).On("POST", "/message"));
        JsonElement reply = await caller.MessageAsync(session, "hello");
        reply.GetProperty("parts")[0].GetProperty("text").GetString().Should().Be("echo: hello");
        (await caller.ThreadAsync(session)).Should().HaveCount(4, "there is a new thread: the history, its reply, the message, its reply");
        (await raw.RestAsync()).Should().NotContain(frame => frame.GetProperty("type").GetString() == "session.idle");
        (await events.RestAsync())[^1].GetRawText().Should().Be("""{"type":"error","message":"event stream interrupted"}""");
        caller.Lap.Counters.TurnsStartedIn(session).Should().Be(4);
    }

    [Fact]
    public async Task A_lost_sandbox_ends_a_streamed_send_and_the_session()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        caller.Lap.Faults.Add(Fault.SandboxLost(7));
        using FrameReader stream = await caller.StreamMessageAsync(session, "hello");
        List<JsonElement> frames = await stream.RestAsync();
        frames.Should().HaveCount(2 + 7 + 1);
        frames[^1].GetRawText().Should().Be("""{"type":"error","message":"event stream interrupted"}""");
        JsonElement dead = await caller.GetAsync(session);
        dead.GetProperty("status").GetString().Should().Be("dead");
        dead.GetProperty("failure_reason").GetString().Should().Be("sandbox unreachable");
    }

    [Fact]
    public async Task A_lost_sandbox_answers_as_recorded()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        caller.Lap.KillSandbox(session);
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/abort")).Status.Should().Be(HttpStatusCode.InternalServerError);
        (await caller.SendAsync("GET", $"{Caller.Sessions}/{session}/messages")).Body.Should().Be("""{"error":"harness request failed"}""");
        (await caller.SendAsync("GET", $"{Caller.Sessions}/{session}/stream")).Body.Should().BeEmpty();
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message_stream", """{"text":"x"}""")).Body
            .Should().Be("data: {\"type\":\"error\",\"message\":\"harness event stream failed\"}\n\n");
        caller.Lap.GetStatus(session).Should().Be("dead");
    }

    [Fact]
    public async Task A_broken_connection_to_the_sandbox_makes_the_platform_send_twice()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        caller.Lap.Faults.Add(Fault.HarnessConnectionBroken(3));
        await caller.MessageAsync(session, "hello");
        await caller.Lap.WaitForTurnsEndedAsync(2).WaitAsync(Caller.Patience);
        JsonElement[] thread = await caller.ThreadAsync(session);
        thread.Count(entry => entry.GetProperty("info").GetProperty("role").GetString() == "user").Should().Be(2);
    }

    [Fact]
    public async Task A_sandbox_that_is_not_recovered_fails_the_session()
    {
        await using Caller caller = await Caller.StartAsync(configure: options => options.CanRecover = false);
        string session = await caller.SessionAsync();
        caller.Lap.KillSandbox(session);
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message", """{"text":"x"}""")).Status
            .Should().Be(HttpStatusCode.BadGateway);
        (await caller.GetAsync(session)).GetProperty("status").GetString().Should().Be("failed");
    }

    [Fact]
    public async Task Disposing_ends_open_streams_and_held_turns_at_once()
    {
        Caller caller = await Caller.StartAsync(HoldForEverAsync);
        string session = await caller.SessionAsync();
        using FrameReader raw = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream?follow=1");
        Task<JsonElement> blocking = caller.MessageAsync(session, "x");
        using FrameReader streamed = await caller.StreamMessageAsync(session, "y");
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);

        // The turns never end. A server that waits for its requests would wait thirty seconds. The time does not include the start.
        await caller.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
        await FluentActions.Awaiting(() => blocking).Should().ThrowAsync<Exception>();
        await FluentActions.Awaiting(raw.RestAsync).Should().ThrowAsync<IOException>("the stream was cut");
    }

    [Fact]
    public async Task Requests_are_kept_without_their_key()
    {
        await using Caller caller = await Caller.StartAsync();
        await caller.SendAsync("POST", Caller.Agents + "?x=1", """{"model":"m"}""");
        await caller.Lap.WaitForRequestsAsync(1);
        ReceivedRequest request = caller.Lap.ReceivedRequests.Single();
        request.Route.Should().Be(Caller.Agents);
        request.Query.Should().Be("?x=1");
        request.Body.Should().Be("""{"model":"m"}""");
        request.HeaderNames.Should().Contain("Authorization");
        request.Headers.Should().NotContainKey("Authorization").And.NotContainValue("Bearer " + caller.Lap.ApiKey);
    }

    private static async IAsyncEnumerable<TurnStep> HoldForEverAsync(LocalTurn turn)
    {
        await new TaskCompletionSource().Task;
        yield return TurnStep.Text("never");
    }
}
