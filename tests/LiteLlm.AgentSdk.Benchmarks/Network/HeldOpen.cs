using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>
/// Measures an event of a turn on a connection that stays open: its first text or its end. The server records when it sent the last byte of
/// the event. The caller records when it received the first text update, or when its loop ended. Both run in this process, with one clock.
/// </summary>
internal static class HeldOpen
{
    // In this session, the server holds the turn before its first text. In other sessions, it holds the turn before its end.
    private const string FirstText = "first-text";

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
        Session held = await platform.Sessions.GetAsync(FirstText);
        Result[] results =
        [
            await TimeAsync("session.FollowAsync", times, latch, async () =>
            {
                await foreach (SessionEvent value in session.FollowAsync(new FollowOptions { StopAfterTurn = true }))
                {
                    latch.Go(value is ReadyEvent);
                }

                return Stopwatch.GetTimestamp();
            }),
            await TimeAsync("session.FollowTurnAsync", times, latch, async () =>
            {
                await foreach (SessionEvent value in session.FollowTurnAsync())
                {
                    latch.Go(value is ReadyEvent);
                }

                return Stopwatch.GetTimestamp();
            }),
            await TimeAsync("session.SendStreamingAsync", times, latch, async () =>
            {
                await foreach (TurnUpdate update in session.SendStreamingAsync(RecordedStreams.ShortTurnText))
                {
                    latch.Go(update.Event is ReadyEvent);
                }

                return Stopwatch.GetTimestamp();
            }),
            await TimeAsync("session.SendStreamingAsync, the first text", times, latch, async () =>
            {
                long first = 0;
                await foreach (TurnUpdate update in held.SendStreamingAsync(RecordedStreams.ShortTurnText))
                {
                    latch.Go(update.Event is ReadyEvent);
                    first = first == 0 && update is TurnTextDelta ? Stopwatch.GetTimestamp() : first;
                }

                return first;
            }),
        ];
        await stop.CancelAsync();
        await serving;
        return results;
    }

    private static async Task<Result> TimeAsync(string name, int times, Latch latch, Func<Task<long>> loopAsync)
    {
        double[] milliseconds = new double[times];
        for (int i = 0; i < times; i++)
        {
            latch.Reset();
            long arrived = await loopAsync();
            milliseconds[i] = Stopwatch.GetElapsedTime(latch.Left, arrived).TotalMilliseconds;
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
                int end = IndexOf(frames, "\"session.idle\""u8);
                int text = IndexOf(frames, "\"message.part.delta\""u8);
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
                            : RecordedStreams.Session(
                                line.Contains(FirstText, StringComparison.Ordinal) ? FirstText : BenchmarkServer.Idle);
                        string head = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n";
                        await socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. json], stop);
                        continue;
                    }

                    byte[] begun =
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray();
                    await socket.SendAsync(begun, stop);
                    int held = line.Contains(FirstText, StringComparison.Ordinal) ? text : end;
                    await socket.SendAsync(AsChunk([.. frames.Take(held).SelectMany(static frame => frame)]), stop);
                    await latch.WhenOpen.WaitAsync(stop);
                    byte[] last = AsChunk(frames[held]);
                    latch.Left = Stopwatch.GetTimestamp();
                    await socket.SendAsync(last, stop);
                    if (held < end)
                    {
                        await socket.SendAsync(AsChunk([.. frames.Take(end + 1).Skip(held + 1).SelectMany(static frame => frame)]), stop);
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The caller has left, or the server stops.
            }
        }
    }

    private static int IndexOf(IReadOnlyList<byte[]> frames, ReadOnlySpan<byte> type)
    {
        int at = 0;
        while (frames[at].AsSpan().IndexOf(type) < 0)
        {
            at++;
        }

        return at;
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

        /// <summary>Gets the time at which the last byte was written to the socket.</summary>
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
