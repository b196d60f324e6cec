using LiteLlm.AgentSdk.Conformance.Comparing;
using LiteLlm.AgentSdk.Conformance.Playing;

namespace LiteLlm.AgentSdk.Conformance;

/// <summary>Plays all runs once, and writes their outcomes to a file beside the tests.</summary>
public sealed class ConformanceFixture : IAsyncLifetime
{
    private readonly List<Outcome> _outcomes = [];

    internal IReadOnlyList<Outcome> Outcomes => _outcomes;

    internal static string ReportPath => Path.Combine(AppContext.BaseDirectory, "conformance.txt");

    internal string Table
    {
        get
        {
            IEnumerable<string> folders = _outcomes.GroupBy(outcome => outcome.Name.Split('/')[0]).Select(folder =>
                $"{folder.Key}: {folder.Count(outcome => outcome.IsEqual && outcome.Excused.Count == 0)} equal, "
                    + $"{folder.Count(outcome => outcome.IsEqual && outcome.Excused.Count > 0)} tolerated, of {folder.Count()}");
            return string.Join('\n', _outcomes.Select(outcome => outcome.ToString()).Concat(folders)) + "\n";
        }
    }

    public async Task InitializeAsync()
    {
        _outcomes.AddRange(await Runs.PlayAsync());
        await File.WriteAllTextAsync(ReportPath, Table);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
