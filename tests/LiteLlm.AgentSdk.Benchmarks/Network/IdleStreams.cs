using System.Diagnostics;
using System.Net.ServerSentEvents;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>Many silent streams that are open at once, with the server in another process.</summary>
internal static class IdleStreams
{
    /// <param name="Name">How the report names it.</param>
    /// <param name="Count">The number of streams.</param>
    /// <param name="ManagedBytes">Managed memory per stream.</param>
    /// <param name="PrivateBytes">The growth of the process's memory per stream.</param>
    /// <param name="CpuPerSecond">CPU time per stream and second, in ns.</param>
    internal sealed record Result(string Name, int Count, double ManagedBytes, double PrivateBytes, double CpuPerSecond)
    {
        public bool IsSdk => Name == Sdk;
    }

    private const string Sdk = "session.FollowAsync";

    public static async Task<Result> SdkAsync(ServerProcess server, int count, TimeSpan watch)
    {
        using AgentPlatformClient platform = server.CreateClient();
        Session session = await platform.Sessions.GetAsync(BenchmarkServer.Idle);
        return await MeasureAsync(
            Sdk,
            count,
            watch,
            async (opened, token) =>
            {
                await foreach (SessionEvent value in session.FollowAsync(cancellationToken: token))
                {
                    opened();
                }
            });
    }

    /// <summary>Turns that wait for their first text, each in its own session.</summary>
    public static async Task<Result> TurnsAsync(ServerProcess server, int count, TimeSpan watch)
    {
        using AgentPlatformClient platform = server.CreateClient();
        int next = 0;
        return await MeasureAsync(
            "session.SendStreamingAsync",
            count,
            watch,
            async (opened, token) =>
            {
                Session session = await platform.Sessions.GetAsync($"{TurnWires.SilentSession}-{Interlocked.Increment(ref next)}", token);
                await foreach (TurnUpdate update in session.SendStreamingAsync(TurnWires.ClaudeText, cancellationToken: token))
                {
                    if (update is TurnStarted)
                    {
                        opened();
                    }
                }
            });
    }

    public static async Task<Result> BareAsync(ServerProcess server, int count, TimeSpan watch)
    {
        using HttpClient http = server.CreateBareClient();
        return await MeasureAsync(
            "HttpClient + SseParser, same records",
            count,
            watch,
            async (opened, token) =>
            {
                using HttpResponseMessage response =
                    await http.GetAsync($"{BenchmarkServer.Prefix}/sessions/{BenchmarkServer.Idle}/stream",
                        HttpCompletionOption.ResponseHeadersRead, token);
                await using Stream body = await response.Content.ReadAsStreamAsync(token);
                await foreach (SseItem<SessionEvent> item in SseParser.Create(body, static (_, data) =>
                    EventDecoder.Decode(data)).EnumerateAsync(token))
                {
                    opened();
                }
            });
    }

    private static async Task<Result> MeasureAsync(string name, int count, TimeSpan watch, Func<Action, CancellationToken, Task> follow)
    {
        using CancellationTokenSource stop = new();

        // Opens two streams first, so that one-time allocations are not counted.
        List<Task> streams = [];
        await OpenAsync(2);
        long before = Settled();
        long privateBefore = PrivateBytes();
        await OpenAsync(count);
        long after = Settled();
        long privateAfter = PrivateBytes();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;

        // This is not a wait for an event: the CPU time of idle streams is measured over a span of real time.
        await Task.Delay(watch);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        await stop.CancelAsync();
        await Task.WhenAll(streams);
        return new Result(name, count, (double)(after - before) / count, (double)(privateAfter - privateBefore) / count,
            cpu.TotalNanoseconds / count / watch.TotalSeconds);

        async Task OpenAsync(int more)
        {
            // Opens the streams in groups, since the server's queue of new connections is not measured.
            const int AtOnce = 100;
            for (int done = 0; done < more; done += AtOnce)
            {
                using CountdownEvent open = new(Math.Min(AtOnce, more - done));
                for (int i = Math.Min(AtOnce, more - done); i > 0; i--)
                {
                    streams.Add(RunAsync(() => open.Signal()));
                }

                await Task.Run(open.Wait);
            }
        }

        async Task RunAsync(Action opened)
        {
            try
            {
                await follow(opened, stop.Token);
            }
            catch (OperationCanceledException)
            {
                // Cancelled as requested.
            }
        }
    }

    private static long Settled()
    {
        long last = long.MaxValue;
        for (int i = 0; i < 10; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            long now = GC.GetTotalMemory(forceFullCollection: true);
            if (now >= last)
            {
                break;
            }

            last = now;
        }

        return last;
    }

    private static long PrivateBytes()
    {
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
