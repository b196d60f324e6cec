namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>The result of comparing an exchange with its recording.</summary>
internal sealed class Outcome(string name)
{
    public string Name => name;

    /// <summary>Gets the differences that are not tolerated.</summary>
    public List<Difference> Differences { get; } = [];

    /// <summary>Gets the tolerated differences, by the name of the tolerance.</summary>
    public List<(string Tolerance, Difference Difference)> Excused { get; } = [];

    public bool IsEqual => Differences.Count == 0;

    /// <summary>Adds differences, separating the tolerated ones.</summary>
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
