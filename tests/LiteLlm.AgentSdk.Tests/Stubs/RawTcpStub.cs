using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>
/// A server that speaks just enough HTTP/1.1 to do what a real web server does not: send half an answer, close with or without reading,
/// reset, and close a kept-alive connection when its next request arrives. The script is called for each request as soon as its head has
/// arrived. Each request is counted, on new and on reused connections.
/// </summary>
internal sealed class RawTcpStub : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Func<RawExchange, Task>> _script = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Arrivals<RawRequest> _requests = new();
    private readonly Arrivals<int> _opened = new();
    private readonly Arrivals<int> _closed = new();
    private readonly Task _accepting;

    private RawTcpStub(Func<RawExchange, Task>? handler)
    {
        Handler = handler;
        _listener.Start();
        BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>Gets or sets the script for an empty queue. Without it, the answer is an empty JSON object.</summary>
    public Func<RawExchange, Task>? Handler { get; set; }

    public Uri BaseAddress { get; }

    /// <summary>Gets every request whose head has arrived, answered or not.</summary>
    public IReadOnlyList<RawRequest> Requests => _requests.All;

    /// <summary>Gets the number of connections so far.</summary>
    public int Connections => _opened.Count;

    /// <summary>The default answer: an agent, a session or any other object with an id.</summary>
    public const string AnyRecord = """{"id":"x1"}""";

    public static RawTcpStub Start(Func<RawExchange, Task>? handler = null) => new(handler);

    /// <summary>
    /// Answers the first request of every connection, and closes the connection without an answer when the second arrives.
    /// </summary>
    public static RawTcpStub ClosesOnReuse(bool reset = false) => Start(async exchange =>
    {
        if (exchange.Request.IndexOnConnection == 1)
        {
            await exchange.RespondAsync(AnyRecord);
        }
        else if (reset)
        {
            exchange.Reset();
        }
        else
        {
            await exchange.FinAsync();
        }
    });

    /// <summary>Adds scripts for the next requests, one each, in this order.</summary>
    public RawTcpStub Enqueue(params ReadOnlySpan<Func<RawExchange, Task>> acts)
    {
        foreach (Func<RawExchange, Task> act in acts)
        {
            _script.Enqueue(act);
        }

        return this;
    }

    /// <summary>Waits for the n-th request, counted from 1.</summary>
    public Task<RawRequest> WaitForRequestAsync(int count = 1) => _requests.WaitForAsync(count);

    /// <summary>Completes when n connections have been made.</summary>
    public Task WaitForConnectionAsync(int count = 1) => _opened.WaitForAsync(count);

    /// <summary>Completes when n connections have ended, regardless of the side that closed them.</summary>
    public Task WaitForCloseAsync(int count = 1) => _closed.WaitForAsync(count);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stopping.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (int number = 1; ; number++)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stopping.Token);
                socket.NoDelay = true;
                _opened.Add(number);
                _connections.Add(ServeAsync(socket, number));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped; between two connections too.
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        using Socket owned = socket;
        try
        {
            RawReader reader = new(socket);
            for (int index = 1; await ReadHeadAsync(reader, connection, index) is { } request; index++)
            {
                RawExchange exchange = new(request, socket, reader, _stopping.Token);
                Func<RawExchange, Task>? act = _script.TryDequeue(out Func<RawExchange, Task>? scripted) ? scripted : Handler;
                _requests.Add(request);
                await (act ?? (exchange => exchange.RespondAsync(AnyRecord)))(exchange);
                if (exchange.IsClosed)
                {
                    break;
                }

                await exchange.ReadBodyAsync();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // The caller or the stub has closed.
        }

        _closed.Add(connection);
    }

    private async Task<RawRequest?> ReadHeadAsync(RawReader reader, int connection, int index)
    {
        if (await reader.ReadLineAsync(_stopping.Token) is not { Length: > 0 } start)
        {
            return null;
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_stopping.Token) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        string[] parts = start.Split(' ');
        return new RawRequest(parts[0], parts[1], headers, connection, index);
    }
}
