using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>
/// A TCP proxy between a client and a server that treats each connection according to a plan: cuts it (by FIN or by RST, in requests or in
/// answers), stalls it, delays it, and forwards bytes in small or large pieces. It knows nothing about HTTP.
/// </summary>
internal sealed class ChaosProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly IPEndPoint _upstream;
    private readonly Func<int, ProxyPlan> _plan;
    private readonly TimeProvider _time;
    private readonly Task _accepting;
    private long _down;
    private int _count;

    private ChaosProxy(Uri upstream, Func<int, ProxyPlan> plan, TimeProvider time)
    {
        _upstream = new IPEndPoint(IPAddress.Loopback, upstream.Port);
        _plan = plan;
        _time = time;
        _listener.Start();
        BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri BaseAddress { get; }

    /// <summary>Gets the number of connections so far.</summary>
    public int Connections => Volatile.Read(ref _count);

    /// <summary>Gets the number of forwarded bytes of answers.</summary>
    public long BytesDown => Interlocked.Read(ref _down);

    /// <summary>Starts a proxy.</summary>
    /// <param name="upstream">The server.</param>
    /// <param name="plan">What happens to the n-th connection, counted from 0.</param>
    /// <param name="time">The clock of delays.</param>
    public static ChaosProxy Start(Uri upstream, Func<int, ProxyPlan> plan, TimeProvider? time = null) =>
        new(upstream, plan, time ?? TimeProvider.System);

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
            while (true)
            {
                Socket client = await _listener.AcceptSocketAsync(_stopping.Token);

                // Counted before it is served, so that a caller with an answer finds the connection counted.
                int number = Interlocked.Increment(ref _count);
                _connections.Add(ServeAsync(client, _plan(number - 1)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped; between two connections too.
        }
    }

    private async Task ServeAsync(Socket client, ProxyPlan plan)
    {
        await Task.Yield();
        using Socket down = client;
        using Socket up = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        down.NoDelay = true;
        try
        {
            await up.ConnectAsync(_upstream, over.Token);
            Task<bool> requests = PumpAsync(down, up, plan, plan.EndAfterUp, null, null, over.Token);
            Task<bool> answers =
                PumpAsync(up, down, plan, plan.EndAfterDown, plan.StallAfterDown, bytes => Interlocked.Add(ref _down, bytes), over.Token);
            Task<bool> first = await Task.WhenAny(requests, answers);
            if (await first)
            {
                End(down, plan.End);
                End(up, ProxyEnd.Reset);
            }

            await over.CancelAsync();
            await Task.WhenAll(requests, answers);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One side has closed, so the other side is closed too.
        }
    }

    /// <summary>Forwards bytes until a side closes or the plan ends the connection.</summary>
    /// <returns>true if the plan ended the connection; otherwise, false.</returns>
    private async Task<bool> PumpAsync(Socket from, Socket to, ProxyPlan plan, int? end, int? stall, Action<int>? counted,
        CancellationToken over)
    {
        byte[] buffer = new byte[16 * 1024];
        long passed = 0;
        int writes = 0;
        while (end is null || passed < end)
        {
            int filled = await from.ReceiveAsync(buffer, SocketFlags.None, over);
            while (plan.Merges && filled > 0 && filled < buffer.Length && from.Available > 0)
            {
                filled += await from.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, over);
            }

            if (filled == 0)
            {
                return false;
            }

            for (int sent = 0; sent < filled;)
            {
                int size = plan.Pieces.Count > 0 ? Math.Min(plan.Pieces[writes++ % plan.Pieces.Count], filled - sent) : filled - sent;
                size = (int)Math.Min(size,
                    Math.Min((end ?? long.MaxValue) - passed, stall > passed ? stall.Value - passed : long.MaxValue));
                if (size == 0)
                {
                    return true;
                }

                if (passed == stall)
                {
                    await plan.StallUntil.WaitAsync(over);
                }

                if (plan.Delay > TimeSpan.Zero)
                {
                    // The delay is the planned fault: the proxy holds the bytes back, and no test waits for it.
                    await Task.Delay(plan.Delay, _time, over);
                }

                int written = await to.SendAsync(buffer.AsMemory(sent, size), SocketFlags.None, over);
                sent += written;
                passed += written;
                counted?.Invoke(written);
            }
        }

        return true;
    }

    private static void End(Socket socket, ProxyEnd end)
    {
        if (end == ProxyEnd.Reset)
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        else
        {
            socket.Shutdown(SocketShutdown.Send);
        }
    }
}
