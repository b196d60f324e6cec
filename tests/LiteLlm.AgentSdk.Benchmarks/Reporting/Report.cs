namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>Runs the short set.</summary>
internal static class Report
{
    /// <param name="sections">The letters of the sections to run; none for all.</param>
    public static async Task RunAsync(string[] sections)
    {
        bool Runs(string letter) => sections.Length == 0 || sections.Contains(letter, StringComparer.Ordinal);
        if (Runs("a"))
        {
            foreach (string name in (string[])["claude", "opencode", "mix"])
            {
                DecodingBenchmarks b = new() { Recorded = name };
                b.Setup();
                Print("a " + name, await Rounds.RunAsync(41, TimeSpan.FromSeconds(0.03), new("floor", b.Floor), new("checked floor", b.CheckedFloor), new("sdk", b.Sdk), new("string", b.StringThenElement), new("bytes", b.BytesThenDocument), new("readline", b.ReadLine)));
            }
        }

        if (Runs("b"))
        {
            StreamBenchmarks b = new();
            await b.SetupAsync();
            Print("b", await Rounds.RunAsync(21, TimeSpan.FromSeconds(0.12), new("bare", b.BareAsync), new("sdk", b.SdkAsync), new("elements", b.ElementsAsync), new("frames", b.FramesAsync)));
            Console.WriteLine(await NodeProgram.RunAsync(new Uri(b.Server.BaseUrl, $"{BenchmarkServer.Prefix}/sessions/{BenchmarkServer.LongTurn}/stream"), ServerProcess.ApiKey, 3, 5));
            b.Cleanup();
        }

        if (Runs("c"))
        {
            RequestBenchmarks b = new();
            b.Setup();
            Print("c", await Rounds.RunAsync(41, TimeSpan.FromSeconds(0.08), new("bare", b.BareAsync), new("sdk", b.SdkAsync)));
            b.Cleanup();
        }

        if (Runs("e"))
        {
            using ServerProcess server = ServerProcess.Start();
            foreach (int n in (int[])[100, 1000, 9000])
            {
                Console.WriteLine(await IdleStreams.BareAsync(server, n, TimeSpan.FromSeconds(3)));
                Console.WriteLine(await IdleStreams.SdkAsync(server, n, TimeSpan.FromSeconds(3)));
            }
        }

        if (Runs("f"))
        {
            foreach (HeldOpen.Result r in await HeldOpen.RunAsync(100))
            {
                Console.WriteLine(r);
            }
        }
    }

    private static void Print(string title, IReadOnlyList<Cost> costs)
    {
        Console.WriteLine(title);
        foreach (Cost c in costs)
        {
            Console.WriteLine($"  {c.Name,-16} cpu {c.Cpu,9:F0} wall {c.Wall,9:F0} bytes {c.Bytes,8:F0}  x{c.CpuRatio:F2} x{c.WallRatio:F2}  best {c.BestCpu,6:F0} {c.BestWall,6:F0} x{c.BestCpu / costs[0].BestCpu:F2} x{c.BestWall / costs[0].BestWall:F2}");
        }
    }
}
