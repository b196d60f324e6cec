namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>How one exchange compares with what was recorded.</summary>
internal sealed class Outcome(string name)
{
    public string Name => name;

    /// <summary>What nothing excuses.</summary>
    public List<Difference> Differences { get; } = [];

    /// <summary>What a tolerance excuses, by its name.</summary>
    public List<(string Tolerance, Difference Difference)> Excused { get; } = [];

    public bool IsEqual => Differences.Count == 0;

    /// <summary>Files differences away, those that are tolerated apart from the others.</summary>
    public void Add(IEnumerable<Difference> differences)
    {
        foreach (Difference difference in differences)
        {
            if (Tolerances.Find(name, difference) is { } tolerance)
            {
                Excused.Add((tolerance, difference));
            }
            else
            {
                Differences.Add(difference);
            }
        }
    }

    public override string ToString() =>
        $"{(IsEqual ? Excused.Count == 0 ? "equal    " : "tolerated" : "DIFFERENT")} {name}"
        + string.Concat(Differences.Select(difference => "\n            " + difference))
        + string.Concat(Excused.Take(3).Select(excused => $"\n            ({excused.Tolerance}) {excused.Difference}"));
}
