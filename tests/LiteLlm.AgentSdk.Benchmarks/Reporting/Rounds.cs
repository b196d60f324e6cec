using System.Diagnostics;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>A way to do something that is measured beside other ways to do the same.</summary>
/// <param name="Name">How the report names it.</param>
/// <param name="RunAsync">Does it once and says how many units (events, requests) that were.</param>
internal sealed record Way(string Name, Func<Task<int>> RunAsync)
{
    /// <summary>The CPU time that it has used: this process's, unless the work is done in another one.</summary>
    public Func<TimeSpan> Cpu { get; init; } = static () => Environment.CpuUsage.TotalTime;
}

/// <summary>What a way costs per unit.</summary>
/// <param name="Name">How the report names it.</param>
/// <param name="Cpu">CPU time of the whole process in ns: the median of the rounds.</param>
/// <param name="Wall">Time on the wall in ns: the median of the rounds.</param>
/// <param name="Bytes">Bytes allocated: the median of the rounds.</param>
/// <param name="CpuRatio">CPU time beside the first way's: the median of the ratios within a round.</param>
/// <param name="WallRatio">The same on the wall.</param>
/// <param name="BestCpu">CPU time in the quietest round.</param>
/// <param name="BestWall">Time on the wall in the quietest round.</param>
internal sealed record Cost(string Name, double Cpu, double Wall, double Bytes, double CpuRatio, double WallRatio, double BestCpu,
    double BestWall);

/// <summary>
/// Measures ways side by side: every round runs each of them for a moment, one after the other, so that what else goes on on the machine
/// meets all of them; a ratio is the median over the rounds. CPU time is the process's, garbage collection included.
/// </summary>
internal static class Rounds
{
    public static async Task<IReadOnlyList<Cost>> RunAsync(int rounds, TimeSpan moment, params Way[] ways)
    {
        foreach (Way way in ways)
        {
            // Until the tiered compiler has nothing left to do.
            for (Stopwatch watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(1.5);)
            {
                await way.RunAsync();
            }
        }

        List<(double Cpu, double Wall, double Bytes)>[] samples = [.. ways.Select(static _ => new List<(double, double, double)>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < ways.Length; i++)
            {
                int which = (i + round) % ways.Length;
                samples[which].Add(await OnceAsync(ways[which], moment));
            }
        }

        // Samples of a way are in the order of the rounds, whatever the order within one.
        return
        [
            .. ways.Select((way, i) => new Cost(
                way.Name,
                Median(samples[i].Select(static s => s.Cpu)),
                Median(samples[i].Select(static s => s.Wall)),
                Median(samples[i].Select(static s => s.Bytes)),
                Median(samples[i].Zip(samples[0], static (mine, first) => mine.Cpu / first.Cpu)),
                Median(samples[i].Zip(samples[0], static (mine, first) => mine.Wall / first.Wall)),
                samples[i].Min(static s => s.Cpu),
                samples[i].Min(static s => s.Wall))),
        ];
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static async Task<(double Cpu, double Wall, double Bytes)> OnceAsync(Way way, TimeSpan moment)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long units = 0;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = way.Cpu();
        Stopwatch watch = Stopwatch.StartNew();
        do
        {
            units += await way.RunAsync();
        }
        while (watch.Elapsed < moment);

        TimeSpan wall = watch.Elapsed;
        TimeSpan used = way.Cpu() - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return (used.TotalNanoseconds / units, wall.TotalNanoseconds / units, (double)bytes / units);
    }
}
