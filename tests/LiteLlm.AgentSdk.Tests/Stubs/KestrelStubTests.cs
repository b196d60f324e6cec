using System.Net;
using System.Text;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Stubs;

public class KestrelStubTests
{
    [Fact]
    public async Task Answers_come_from_the_queue_and_requests_are_kept_as_sent()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Status(503, "later"));
        stub.Enqueue(Respond.Json("""{"id":"a"}""", 201, ("X-Request-Id", "r1")));
        using HttpClient http = new() { BaseAddress = stub.BaseAddress };

        using HttpRequestMessage post =
            new(HttpMethod.Post, "a%20b/c?q=%C3%A4+1") { Content = new StringContent("{\"x\": 1.0}", Encoding.UTF8, "application/json") };
        post.Headers.Add("Authorization", "Bearer k");
        using HttpResponseMessage first = await http.SendAsync(post);
        using HttpResponseMessage second = await http.GetAsync(new Uri("again", UriKind.Relative));

        first.StatusCode.Should().Be(HttpStatusCode.Created);
        first.Headers.GetValues("X-Request-Id").Should().Equal("r1");
        (await first.Content.ReadAsStringAsync()).Should().Be("""{"id":"a"}""");
        second.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        stub.Requests.Should().HaveCount(2);
        stub.Requests[0].Should().BeEquivalentTo(new { Method = "POST", Target = "/a%20b/c?q=%C3%A4+1", Text = "{\"x\": 1.0}" });
        stub.Requests[0].Headers["Authorization"].Should().Be("Bearer k");
        stub.Requests[1].ConnectionId.Should().Be(stub.Requests[0].ConnectionId);
    }

    [Fact]
    public async Task A_stream_leaves_frame_by_frame()
    {
        TaskCompletionSource gate = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Sse(async stream =>
        {
            await stream.FrameAsync("1");
            await stream.GateAsync(gate.Task);
            await stream.FrameAsync("2");
        }));
        using HttpClient http = new();

        await using Stream body = await http.GetStreamAsync(stub.BaseAddress);
        using StreamReader reader = new(body);
        (await reader.ReadLineAsync()).Should().Be("data: 1");
        await reader.ReadLineAsync();
        Task<string?> next = reader.ReadLineAsync();
        next.IsCompleted.Should().BeFalse();
        gate.SetResult();

        (await next).Should().Be("data: 2");
        (await reader.ReadToEndAsync()).Should().Be("\n");
    }

    [Fact]
    public async Task A_stream_can_break_off()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Sse(async stream =>
        {
            await stream.FrameAsync("1");
            stream.Abort();
        }));
        using HttpClient http = new();

        Func<Task> read = () => http.GetStringAsync(stub.BaseAddress);

        await read.Should().ThrowAsync<HttpRequestException>();
        stub.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task A_caller_that_hangs_up_is_noticed()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Sse(stream => stream.HoldOpenAsync()));

        // By default the handler keeps the connection for two more seconds to read the rest of the answer.
        using SocketsHttpHandler handler = new() { ResponseDrainTimeout = TimeSpan.Zero };
        using HttpClient http = new(handler);

        Stream body = await http.GetStreamAsync(stub.BaseAddress);
        StubRequest request = await stub.WaitForRequestAsync();
        await body.DisposeAsync();

        await request.Aborted;
        stub.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Silence_broken_connections_and_half_answers_are_available()
    {
        TaskCompletionSource gate = new();
        await using KestrelStub stub = await KestrelStub.StartAsync();
        stub.Enqueue(Respond.Abort(), Respond.Truncated("""{"id":"a"}""", 4), Respond.After(gate.Task, Respond.Status(204)));
        using HttpClient http = new() { BaseAddress = stub.BaseAddress };

        Func<Task> get = () => http.GetStringAsync(new Uri("x", UriKind.Relative));
        await get.Should().ThrowAsync<HttpRequestException>();
        await get.Should().ThrowAsync<HttpRequestException>();
        Task<HttpResponseMessage> silent = http.GetAsync(new Uri("x", UriKind.Relative));
        await stub.WaitForRequestAsync(3);
        silent.IsCompleted.Should().BeFalse();
        gate.SetResult();
        using HttpResponseMessage answered = await silent;

        answered.StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_call_without_an_answer_can_be_cancelled()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Never());
        using HttpClient http = new();
        using CancellationTokenSource giveUp = new();

        Task<string> call = http.GetStringAsync(stub.BaseAddress, giveUp.Token);
        StubRequest request = await stub.WaitForRequestAsync();
        await giveUp.CancelAsync();

        await call.Awaiting(pending => pending).Should().ThrowAsync<OperationCanceledException>();
        await request.Aborted;
    }

    [Fact]
    public async Task An_exception_of_a_handler_is_recorded()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(_ => throw new InvalidDataException("script"));
        using HttpClient http = new();

        using HttpResponseMessage answer = await http.GetAsync(stub.BaseAddress);

        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        stub.Failures.Should().ContainSingle().Which.Message.Should().Be("script");
    }
}
