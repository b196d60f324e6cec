using System.IO.Pipelines;
using System.Net;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Streaming;

/// <summary>
/// After the end of a turn, the end of the response is read in the background, so that the next call can use the connection. The caller
/// does not wait for it.
/// </summary>
public class EndOfResponseTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Pipe _body = new();

    [Fact]
    public async Task The_turn_ends_before_its_response_and_the_response_is_read_to_its_end()
    {
        await using PlatformWithBody platform = new(_body);
        using AgentPlatformClient client = platform.CreateClient(_time);

        IReadOnlyList<TurnUpdate> updates = await SendAsync(client);

        updates[^1].Should().BeOfType<TurnCompleted>();
        platform.Disposed.IsCompleted.Should().BeFalse("the response has no end yet");
        await WriteAsync("data: {\"type\":\"done\"}\n\n");
        platform.Disposed.IsCompleted.Should().BeFalse();
        await _body.Writer.CompleteAsync();
        await platform.Disposed;
        platform.WasReadToEnd.Should().BeTrue();
    }

    [Fact]
    public async Task A_response_without_an_end_is_closed_after_a_second()
    {
        await using PlatformWithBody platform = new(_body);
        using AgentPlatformClient client = platform.CreateClient(_time);

        await SendAsync(client);
        await _time.WaitForTimersAsync();
        _time.Advance(TimeSpan.FromMilliseconds(999));
        platform.Disposed.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await platform.Disposed;
        platform.WasReadToEnd.Should().BeFalse();
    }

    [Fact]
    public async Task A_response_that_goes_on_is_closed_after_16_kilobytes()
    {
        await using PlatformWithBody platform = new(_body);
        using AgentPlatformClient client = platform.CreateClient(_time);

        await SendAsync(client);
        await WriteAsync(new string(' ', 17 * 1024));

        await platform.Disposed;
        platform.WasReadToEnd.Should().BeFalse();
    }

    [Fact]
    public async Task A_response_that_breaks_after_the_end_of_the_turn_is_closed()
    {
        await using PlatformWithBody platform = new(_body);
        using AgentPlatformClient client = platform.CreateClient(_time);

        await SendAsync(client);
        await _body.Writer.CompleteAsync(new IOException("broken"));

        await platform.Disposed;
    }

    [Fact]
    public async Task A_response_that_the_caller_leaves_is_closed_at_once()
    {
        await using PlatformWithBody platform = new(_body);
        using AgentPlatformClient client = platform.CreateClient(_time);
        Session session = await client.Sessions.GetAsync("s1");
        await WriteAsync(Clients.Begun("x", "text"));

        await foreach (TurnUpdate update in session.SendStreamingAsync("x"))
        {
            if (update is TurnTextDelta)
            {
                break;
            }
        }

        platform.Disposed.IsCompleted.Should().BeTrue();
    }

    private async Task<IReadOnlyList<TurnUpdate>> SendAsync(AgentPlatformClient client)
    {
        Session session = await client.Sessions.GetAsync("s1");
        await WriteAsync(Clients.Begun("x", "text") + Clients.Ended());
        return await session.SendStreamingAsync("x").ToListAsync();
    }

    private async Task WriteAsync(string text) => await _body.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>A platform whose stream of a turn is a pipe that the test writes to.</summary>
    private sealed class PlatformWithBody(Pipe body) : HttpMessageHandler, IAsyncDisposable
    {
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Gets a task that completes when the response is disposed.</summary>
        public Task Disposed => _disposed.Task;

        public bool WasReadToEnd { get; private set; }

        public AgentPlatformClient CreateClient(TimeProvider time) =>
            new(new HttpClient(this), Clients.Options(new Uri("https://platform.test/"), options => options.TimeProvider = time));

        public async ValueTask DisposeAsync()
        {
            await body.Writer.CompleteAsync();
            Dispose();
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string path = request.RequestUri!.AbsolutePath;
            HttpContent content = path.EndsWith("/message_stream", StringComparison.Ordinal) ? new Body(this, body.Reader.AsStream())
                : new StringContent(
                    path.EndsWith("/messages", StringComparison.Ordinal) ? "[]" : Clients.ReadySession, Encoding.UTF8, "application/json");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
        }

        private sealed class Body : StreamContent
        {
            private readonly PlatformWithBody _platform;

            public Body(PlatformWithBody platform, Stream stream)
                : base(new EndNoticingStream(platform, stream))
            {
                _platform = platform;
                Headers.ContentType = new("text/event-stream");
            }

            protected override void Dispose(bool disposing)
            {
                base.Dispose(disposing);
                _platform._disposed.TrySetResult();
            }
        }

        private sealed class EndNoticingStream(PlatformWithBody platform, Stream inner) : Stream
        {
            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => false;

            public override long Length => throw new NotSupportedException();

            public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                int count = await inner.ReadAsync(buffer, cancellationToken);
                platform.WasReadToEnd |= count == 0 && buffer.Length > 0;
                return count;
            }

            public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

            public override void Flush()
            {
            }

            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();

            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        }
    }
}
