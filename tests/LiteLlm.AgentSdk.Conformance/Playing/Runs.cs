using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>All runs, with the folders that they play.</summary>
internal static class Runs
{
    private static readonly (string Folder, Func<Task<IReadOnlyList<Outcome>>> PlayAsync)[] s_local =
    [
        .. EndsRun.Harnesses.Select(static harness => ("ends-" + harness, Run(() => EndsRun.RunAsync(harness)))),
        .. EndsRun.Harnesses.Select(static harness => ("two-clients-" + harness, Run(() => TwoClientsRun.RunAsync(harness)))),
        .. EndsRun.Harnesses.Select(static harness => ("restart-collision-" + harness, Run(() => CollisionRun.RunAsync(harness)))),
        .. EndsRun.Harnesses.Select(static harness => ("streamed-history-" + harness, Run(() => StreamedHistoryRun.RunAsync(harness)))),
        (UnanswerableRun.Folder, UnanswerableRun.RunAsync),
        (OpenCodeRun.Folder, OpenCodeRun.RunAsync),
        (ChaosRun.Folder, ChaosRun.RunAsync),
        (HarnessRestartedRun.Folder, HarnessRestartedRun.RunAsync),
    ];

    /// <summary>
    /// Gets the recordings that are played. Recordings of a platform whose sandbox was told to fail, or whose pace and model decide the
    /// events, are played only against the local platform.
    /// </summary>
    public static IEnumerable<RecordedExchange> Exchanges =>
    [
        .. ResourcesRun.Exchanges,
        .. SessionsRun.Exchanges,
        .. CreatingRun.Exchanges,
        .. (Target.IsReal ? [] : s_local).SelectMany(static run => Recordings.Folder(run.Folder))
            .Where(static exchange => NotPlayed.ReasonFor(exchange.Name) is null),
    ];

    public static async Task<IReadOnlyList<Outcome>> PlayAsync()
    {
        List<Outcome> outcomes = [.. await ResourcesRun.PlayAsync(), .. await SessionsRun.PlayAsync(), .. await CreatingRun.PlayAsync()];
        foreach ((_, Func<Task<IReadOnlyList<Outcome>>> playAsync) in Target.IsReal ? [] : s_local)
        {
            outcomes.AddRange(await playAsync());
        }

        return outcomes;
    }

    private static Func<Task<IReadOnlyList<Outcome>>> Run(Func<Task<IReadOnlyList<Outcome>>> run) => run;
}
