using System.Collections.Concurrent;
using System.Net;
using System.Text;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>A platform in the process of the test, without a network. It records the requests that arrive.</summary>
internal sealed class FakePlatform : HttpMessageHandler
{
    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> _answer;
    private readonly ConcurrentQueue<(string Line, string Accept)> _received = [];
    private int _unreachable;

    /// <summary>Initializes a new instance of the <see cref="FakePlatform"/> class that answers every request at once.</summary>
    public FakePlatform(Func<HttpRequestMessage, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    /// <summary>Initializes a new instance of the <see cref="FakePlatform"/> class that may let requests wait.</summary>
    public FakePlatform(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) => _answer = answer;

    public ManualTimeProvider Time { get; } = new();

    public CapturingLoggerProvider Logs { get; } = new();

    /// <summary>Gets or sets how many of the next requests find nobody to connect to.</summary>
    public int Unreachable { get => _unreachable; set => _unreachable = value; }

    /// <summary>Gets the requests that arrived, such as <c>GET sessions/s1</c>.</summary>
    public IReadOnlyList<string> Received => [.. _received.Select(request => request.Line)];

    /// <summary>Gets the content types that the requests accept.</summary>
    public IReadOnlyList<string> Accepted => [.. _received.Select(request => request.Accept)];

    /// <summary>Creates a platform that answers every request with the same JSON.</summary>
    public static FakePlatform Answering(string json, HttpStatusCode status = HttpStatusCode.OK) => new(_ => Json(json, status));

    /// <summary>Creates a platform that takes requests and never answers.</summary>
    public static FakePlatform Silent() =>
        new((_, cancellationToken) => new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(cancellationToken));

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    /// <summary>Gets a request in the short form of <see cref="Received"/>.</summary>
    public static string LineOf(HttpRequestMessage request)
    {
        string path = request.RequestUri!.AbsolutePath;
        int resource = Math.Max(path.IndexOf("sessions", StringComparison.Ordinal), path.LastIndexOf("agents/", StringComparison.Ordinal));
        return $"{request.Method} {path[resource..]}";
    }

    /// <summary>Creates a response whose body is an event stream.</summary>
    public static HttpResponseMessage Events(Stream body)
    {
        StreamContent content = new(body);
        content.Headers.ContentType = new("text/event-stream");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    /// <summary>Creates a response whose body is an event stream with these frames.</summary>
    public static HttpResponseMessage Events(params string[] frames) =>
        Events(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(frames.Select(frame => $"data: {frame}\n\n")))));

    /// <summary>Creates the transport of a client of this platform. It does not retry on its own.</summary>
    public PlatformTransport Connect(Action<AgentPlatformOptions>? configure = null) => CreateClient(configure).Transport;

    /// <summary>Creates a client of this platform. It does not retry on its own.</summary>
    public AgentPlatformClient CreateClient(Action<AgentPlatformOptions>? configure = null) => new(
        new HttpClient(this),
        Clients.Options(
            new Uri("https://platform.test/"),
            options =>
            {
                options.TimeProvider = Time;
                options.Retry.MaxRetries = 0;
                configure?.Invoke(options);
            }),
        Logs.CreateFactory());

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_unreachable > 0)
        {
            _unreachable--;
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody is there.");
        }

        if (request.Content is not null)
        {
            await request.Content.CopyToAsync(Stream.Null, cancellationToken);
        }

        _received.Enqueue((LineOf(request), request.Headers.Accept.ToString()));
        HttpResponseMessage response = await _answer(request, cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}
