using System.Net;
using System.Text;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Stubs;

public class RawTcpStubTests
{
    [Fact]
    public async Task Requests_on_a_reused_connection_are_counted()
    {
        await using RawTcpStub stub = RawTcpStub.Start();
        using HttpClient http = new() { BaseAddress = stub.BaseAddress };

        await http.GetStringAsync(new Uri("a%2Fb?c", UriKind.Relative));
        (await http.GetStringAsync(new Uri("d", UriKind.Relative))).Should().Be(RawTcpStub.AnyRecord);

        stub.Requests.Select(request =>
            request.ToString()).Should().Equal("GET /a%2Fb?c (connection 1, request 1)", "GET /d (connection 1, request 2)");
        stub.Connections.Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bodies_are_read_by_length_and_in_chunks(bool chunked)
    {
        byte[]? body = null;
        await using RawTcpStub stub = RawTcpStub.Start(async exchange =>
        {
            body = await exchange.ReadBodyAsync();
            await exchange.RespondAsync("{}", 201, ("X-A", "b"));
        });
        using HttpClient http = new() { BaseAddress = stub.BaseAddress };
        byte[] sent = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("äb", 20_000)));

        for (int round = 0; round < 2; round++)
        {
            using HttpRequestMessage post = new(HttpMethod.Post, "x") { Content = new ByteArrayContent(sent) };
            post.Headers.TransferEncodingChunked = chunked;
            using HttpResponseMessage answer = await http.SendAsync(post);

            answer.StatusCode.Should().Be(HttpStatusCode.Created);
            body.Should().Equal(sent);
        }

        stub.Connections.Should().Be(1);
    }

    [Fact]
    public async Task A_pooled_connection_is_closed_when_the_second_request_arrives()
    {
        await using RawTcpStub stub = RawTcpStub.ClosesOnReuse();
        using HttpClient http = new() { BaseAddress = stub.BaseAddress };
        await http.GetStringAsync(new Uri("warm", UriKind.Relative));

        // The connection pool sends a request without a body again on a new connection, and no handler above it notices.
        using HttpRequestMessage bare = new(HttpMethod.Post, "bare");
        using HttpResponseMessage silently = await http.SendAsync(bare);

        silently.StatusCode.Should().Be(HttpStatusCode.OK);
        stub.Requests.Select(request => (request.Target, request.Connection, request.IndexOnConnection))
            .Should().Equal(("/warm", 1, 1), ("/bare", 1, 2), ("/bare", 2, 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_post_with_a_body_is_not_sent_again_by_the_pool(bool reset)
    {
        await using RawTcpStub stub = RawTcpStub.ClosesOnReuse(reset);
        using HttpClient http = new() { BaseAddress = stub.BaseAddress };
        await http.GetStringAsync(new Uri("warm", UriKind.Relative));

        using StringContent body = new("{}");
        Func<Task> post = () => http.PostAsync(new Uri("once", UriKind.Relative), body);

        await post.Should().ThrowAsync<HttpRequestException>();
        stub.Requests.Count(request => request.Target == "/once").Should().Be(1);
    }

    [Theory]
    [InlineData("fin before the body")]
    [InlineData("fin after the body")]
    [InlineData("reset before the body")]
    [InlineData("reset after the body")]
    [InlineData("half an answer")]
    public async Task Connections_end_without_an_answer(string how)
    {
        await using RawTcpStub stub = RawTcpStub.Start(async exchange =>
        {
            if (how.EndsWith("after the body", StringComparison.Ordinal))
            {
                await exchange.ReadBodyAsync();
            }

            if (how == "half an answer")
            {
                await exchange.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":");
            }

            if (how.StartsWith("reset", StringComparison.Ordinal))
            {
                exchange.Reset();
            }
            else
            {
                await exchange.FinAsync();
            }
        });
        using HttpClient http = new() { BaseAddress = stub.BaseAddress };
        using StringContent body = new("{}");

        Func<Task> post = () => http.PostAsync(new Uri("x", UriKind.Relative), body);

        await post.Should().ThrowAsync<HttpRequestException>();
        await stub.WaitForRequestAsync();
        await stub.WaitForConnectionAsync();
        await stub.WaitForCloseAsync();
        stub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Scripts_are_taken_from_the_queue_in_order()
    {
        await using RawTcpStub stub =
            RawTcpStub.Start().Enqueue(exchange => exchange.RespondAsync("1"), exchange => exchange.RespondAsync("2", 404));
        using HttpClient http = new();

        (await http.GetStringAsync(stub.BaseAddress)).Should().Be("1");
        using HttpResponseMessage second = await http.GetAsync(stub.BaseAddress);
        second.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await http.GetStringAsync(stub.BaseAddress)).Should().Be(RawTcpStub.AnyRecord);
    }
}
