using System.IO.Compression;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>Event streams as gateways send them.</summary>
public class GatewayStreamTests
{
    public static TheoryData<string, string> TypesByCall() => Table.Of(
        new[]
        {
            "text/event-stream", "Text/Event-Stream", "TEXT/EVENT-STREAM; charset=utf-8", "text/event-stream;",
                "text/event-stream; charset=UTF-8;", "text/event-stream, text/event-stream",
            "text/event-stream;charset=utf-8, text/event-stream;charset=utf-8", " text/event-stream", "text/event-stream; charset=\"", "",
                "text/plain", "application/octet-stream",
        }.SelectMany(type => new[] { "stream", "events" }.Select(call => (type, call))));

    [Theory]
    [MemberData(nameof(TypesByCall))]
    public async Task A_stream_is_live_for_every_spelling_of_its_type(string type, string call)
    {
        await using RawTcpStub stub = RawTcpStub.Start(async exchange =>
        {
            if (exchange.Request.Target == "/api/plugin-manifest")
            {
                await exchange.RespondAsync("{}", 404);
                return;
            }

            await exchange.ReadBodyAsync();
            await exchange.WriteAsync(
                $"HTTP/1.1 200 OK\r\n{(type.Length == 0 ? "" : $"Content-Type: {type}\r\n")}Connection: close\r\n\r\n");
            await exchange.WriteAsync(Clients.Begun("hello", "live"));

            // Updates before the end of the body were delivered live.
            await exchange.HoldOpenAsync();
        });
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        Session session = Clients.SessionOf(client);

        string text = call == "stream" ? await FirstTextAsync(session) : (await FirstDeltaAsync(session)).ToJson();

        text.Should().Contain("live");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZip")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("identity")]
    public async Task A_compressed_stream_is_decoded_live(string encoding)
    {
        TaskCompletionSource gate = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.ContentEncoding = encoding.Split(' ')[^1];
            await using Stream encoder = Encoder(encoding, context.Response.Body);
            await encoder.WriteAsync(Encoding.UTF8.GetBytes(Clients.Begun("hello", "live")));
            await encoder.FlushAsync();
            await context.Response.Body.FlushAsync();
            await gate.Task;
            await encoder.WriteAsync(Encoding.UTF8.GetBytes(Clients.Ended()));
        });
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        List<string> texts = [];
        await foreach (TurnUpdate update in Clients.SessionOf(client).SendStreamingAsync("hello"))
        {
            if (update.Text is { Length: > 0 } text)
            {
                texts.Add(text);
                gate.TrySetResult();
            }
        }

        string.Concat(texts).Should().Be("live");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, br")]
    public async Task A_compressed_answer_and_a_compressed_failure_are_read(string encoding)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync();
        stub.Enqueue(Encoded(encoding, Clients.Agent, 200), Encoded(encoding, """{"error":"the reason"}""", 400));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        Agent agent = await client.Agents.GetAsync("a1");
        AgentPlatformValidationException failure = await Calls.FailureAsync<AgentPlatformValidationException>(client, "get agent");

        agent.Name.Should().Be("reviewer");
        failure.ErrorMessage.Should().Be("the reason");
    }

    [Theory]
    [InlineData("get agent")]
    [InlineData("stream")]
    [InlineData("events")]
    [InlineData("send")]
    public async Task An_unknown_encoding_is_refused_at_once(string call)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(async context =>
        {
            context.Response.ContentType = call is "stream" or "events" ? "text/event-stream" : "application/json";
            context.Response.Headers.ContentEncoding = "zstd";
            await context.Response.Body.WriteAsync("(\xB5/\xFD"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        });
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        AgentPlatformException failure = await Assert.ThrowsAsync<AgentPlatformException>(() => Calls.MakeAsync(client, call));

        failure.Message.Should().Contain("Content-Encoding 'zstd'").And.Contain("gateway");
        failure.MayHaveTakenEffect.Should().Be(call is "stream" or "send");
    }

    [Fact]
    public async Task A_body_with_a_wrong_encoding_header_is_a_broken_stream()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {Clients.Ready}\n\n"));
        });
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        StreamInterruptedException failure = await Calls.FailureAsync<StreamInterruptedException>(client, "events");

        failure.Message.Should().Contain("does not match its Content-Encoding");
    }

    [Theory]
    [InlineData("application/json", "{\"detail\":\"quota exceeded\"}")]
    [InlineData("text/html", "<html>Sign in</html>")]
    [InlineData("", "{\"detail\":\"quota exceeded\"}")]
    [InlineData("text/plain", "out of order")]
    public async Task A_body_that_is_not_a_stream_is_not_awaited(string type, string body)
    {
        ManualTimeProvider time = new();
        await using RawTcpStub stub = RawTcpStub.Start(async exchange =>
        {
            if (exchange.Request.Target == "/api/plugin-manifest")
            {
                await exchange.RespondAsync("{}", 404);
                return;
            }

            await exchange.ReadBodyAsync();
            await exchange.WriteAsync(
                $"HTTP/1.1 200 OK\r\n{(type.Length == 0 ? "" : $"Content-Type: {type}\r\n")}Connection: close\r\n\r\n{body}");
            await exchange.HoldOpenAsync();
        });
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.TimeProvider = time);

        Task<AgentPlatformException> failing = Calls.FailureAsync<AgentPlatformException>(client, "events");

        // The limits of the attempt, and of a body of an unexpected type.
        await time.WaitForTimersAsync(2);
        time.Advance(TimeSpan.FromSeconds(5));

        (await failing).ResponseBody.Should().Be(body);
    }

    [Theory]
    [InlineData("data: x", true)]
    [InlineData("\uFEFFdata: x", true)]
    [InlineData("\r\n\r\ndata:", true)]
    [InlineData(": ping", true)]
    [InlineData("event: x", true)]
    [InlineData("id:1", true)]
    [InlineData("retry: 1", true)]
    [InlineData("d", true)]
    [InlineData("dat", true)]
    [InlineData("data", true)]
    [InlineData("", true)]
    [InlineData("database is gone", false)]
    [InlineData("{\"data\":1}", false)]
    [InlineData("[]", false)]
    [InlineData("<html>", false)]
    [InlineData("out of order", false)]
    [InlineData("identity", false)]
    public void A_stream_is_recognized_by_its_first_bytes(string beginning, bool isStream) =>
        EventStreams.IsBeginning(Encoding.UTF8.GetBytes(beginning)).Should().Be(isStream);

    private static async Task<string> FirstTextAsync(Session session)
    {
        await foreach (TurnUpdate update in session.SendStreamingAsync("hello"))
        {
            if (update.Text is { Length: > 0 } text)
            {
                return text;
            }
        }

        return "";
    }

    private static async Task<SessionEvent> FirstDeltaAsync(Session session)
    {
        await foreach (SessionEvent value in session.FollowTurnAsync())
        {
            if (value is not StreamOpenedEvent && value.ToJson().Contains("delta", StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw new InvalidOperationException("There was none.");
    }

    private static Func<HttpContext, Task> Encoded(string encoding, string json, int status)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        foreach (string one in encoding.Split(", "))
        {
            using MemoryStream encoded = new();
            using (Stream encoder = Encoder(one, encoded))
            {
                encoder.Write(body);
            }

            body = encoded.ToArray();
        }

        return Respond.With(status, "application/json", body, ("Content-Encoding", encoding));
    }

    private static Stream Encoder(string encoding, Stream body) => encoding.ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true),
        "BR" => new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true),
        "DEFLATE" => new ZLibStream(body, CompressionLevel.Fastest, leaveOpen: true),
        "RAW DEFLATE" => new DeflateStream(body, CompressionLevel.Fastest, leaveOpen: true),
        _ => body,
    };
}
