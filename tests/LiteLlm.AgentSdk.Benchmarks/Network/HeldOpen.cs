using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>
/// A turn's end on a connection that stays open: the server says when the last byte of the terminal event left, the caller when its loop
/// had ended. Both are in this process, on one clock.
/// </summary>
internal static class HeldOpen
{
    internal sealed record Result(string Name, double First, double Median, double Late, double Longest);

    public static async Task<IReadOnlyList<Result>> RunAsync(int times)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using CancellationTokenSource stop = new();
        Latch latch = new();
        Task serving = ServeAsync(listener, latch, stop.Token);
        using AgentPlatformClient platform =
            new(new AgentPlatformOptions { BaseUrl = new Uri($"http://{listener.LocalEndpoint}/api/v1"), ApiKey = ServerProcess.ApiKey });
        Session session = await platform.Sessions.GetAsync(BenchmarkServer.Idle);
        Result[] results =
        [
            await TimeAsync("session.FollowAsync", times, latch, async () =>
            {
                await foreach (SessionEvent value in session.FollowAsync(new FollowOptions { StopAfterTurn = true }))
                {
                    latch.Go(value is ReadyEvent);
                }
            }),
            await TimeAsync("session.FollowTurnAsync", times, latch, async () =>
            {
                await foreach (SessionEvent value in session.FollowTurnAsync())
                {
                    latch.Go(value is ReadyEvent);
                }
            }),
            await TimeAsync("session.SendStreamingAsync", times, latch, async () =>
            {
                await foreach (TurnUpdate update in session.SendStreamingAsync(RecordedStreams.ShortTurnText))
                {
                    latch.Go(update.Event is ReadyEvent);
                }
            }),
        ];
        await stop.CancelAsync();
        await serving;
        return results;
    }

    private static async Task<Result> TimeAsync(string name, int times, Latch latch, Func<Task> loopAsync)
    {
        double[] milliseconds = new double[times];
        for (int i = 0; i < times; i++)
        {
            latch.Reset();
            await loopAsync();
            milliseconds[i] = Stopwatch.GetElapsedTime(latch.Left).TotalMilliseconds;
        }

        double[] later = [.. milliseconds[1..].Order()];
        return new Result(name, milliseconds[0], Rounds.Median(later), later[later.Length * 99 / 100], later[^1]);
    }

    private static async Task ServeAsync(TcpListener listener, Latch latch, CancellationToken stop)
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await listener.AcceptSocketAsync(stop), latch, stop));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private static async Task AnswerAsync(Socket socket, Latch latch, CancellationToken stop)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                IReadOnlyList<byte[]> frames = RecordedStreams.Frames(RecordedStreams.ShortTurn);
                int end = Enumerable.Range(0, frames.Count).First(i => frames[i].AsSpan().IndexOf("session.idle"u8) >= 0);
                byte[] turn = AsChunk([.. frames.Take(end).SelectMany(static frame => frame)]);
                byte[] last = AsChunk(frames[end]);
                byte[] buffer = new byte[16 * 1024];
                int length = 0;
                while (await socket.ReceiveAsync(buffer.AsMemory(length), stop) is > 0 and var more)
                {
                    length += more;
                    string request = Encoding.Latin1.GetString(buffer, 0, length);
                    if (!IsWhole(request))
                    {
                        continue;
                    }

                    length = 0;
                    string line = request[..request.IndexOf('\r', StringComparison.Ordinal)];
                    if (!line.Contains("stream ", StringComparison.Ordinal) && !line.Contains("events ", StringComparison.Ordinal))
                    {
                        byte[] json = line.Contains("/messages ", StringComparison.Ordinal) ? "[]"u8.ToArray()
                            : RecordedStreams.Session(BenchmarkServer.Idle);
                        await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n"), stop);
                        await socket.SendAsync(json, stop);
                        continue;
                    }

                    await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), stop);
                    await socket.SendAsync(turn, stop);
                    await latch.WhenOpen.WaitAsync(stop);
                    latch.Left = Stopwatch.GetTimestamp();
                    await socket.SendAsync(last, stop);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The caller has left, or everything ends.
            }
        }
    }

    private static bool IsWhole(string request)
    {
        int end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        const string Header = "content-length: ";
        int at = request.IndexOf(Header, StringComparison.OrdinalIgnoreCase);
        int body = at < 0 ? 0
            : int.Parse(request.AsSpan(at + Header.Length, request.IndexOf('\r', at) - at - Header.Length),
            System.Globalization.CultureInfo.InvariantCulture);
        return request.Length >= end + 4 + body;
    }

    private static byte[] AsChunk(ReadOnlySpan<byte> frame) =>
        [.. Encoding.ASCII.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{frame.Length:x}\r\n")), .. frame,
            .. "\r\n"u8];

    private sealed class Latch
    {
        private TaskCompletionSource _open = new();

        /// <summary>When the last byte was handed to the socket.</summary>
        public long Left { get; set; }

        public Task WhenOpen => _open.Task;

        public void Reset() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Go(bool now)
        {
            if (now)
            {
                _open.TrySetResult();
            }
        }
    }
}
