using System.Diagnostics;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>An implementation that is measured side by side with others.</summary>
/// <param name="Name">How the report names it.</param>
/// <param name="RunAsync">Runs once and returns the number of units (events, requests).</param>
internal sealed record Way(string Name, Func<Task<int>> RunAsync)
{
    /// <summary>Gets the used CPU time, of this process unless another process does the work.</summary>
    public Func<TimeSpan> Cpu { get; init; } = static () => Environment.CpuUsage.TotalTime;
}

/// <summary>The cost of an implementation per unit.</summary>
/// <param name="Name">How the report names it.</param>
/// <param name="Cpu">CPU time of the whole process in ns: the median of the rounds.</param>
/// <param name="Wall">Wall time in ns: the median of the rounds.</param>
/// <param name="Bytes">Bytes allocated: the median of the rounds.</param>
/// <param name="CpuRatio">CPU time relative to the first implementation: the median of the ratios within a round.</param>
/// <param name="WallRatio">The same ratio for wall time.</param>
/// <param name="BestCpu">CPU time in the quietest round.</param>
/// <param name="BestWall">Wall time in the quietest round.</param>
internal sealed record Cost(string Name, double Cpu, double Wall, double Bytes, double CpuRatio, double WallRatio, double BestCpu,
    double BestWall);

/// <summary>
/// Measures implementations side by side. Every round runs each of them for a moment, one after the other, so that other load on the
/// machine
/// affects all of them. A ratio is the median over the rounds. CPU time is that of the process, including garbage collection.
/// </summary>
internal static class Rounds
{
    public static async Task<IReadOnlyList<Cost>> RunAsync(int rounds, TimeSpan moment, params Way[] ways)
    {
        foreach (Way way in ways)
        {
            // Runs until the tiered compiler has finished.
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

        // The samples of an implementation are in the order of the rounds. The order within a round does not matter.
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
