namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>
/// Which word of this run stands for which word of the recordings: one for one, learned as answers come, several at a time.
/// </summary>
internal sealed class IdMap
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _actual = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _recorded = new(StringComparer.Ordinal);

    public string? Find(string recorded)
    {
        lock (_gate)
        {
            return _actual.GetValueOrDefault(recorded);
        }
    }

    /// <returns>Whether the two can stand for each other: neither stands for another already.</returns>
    public bool Pair(string recorded, string actual)
    {
        lock (_gate)
        {
            bool isNew = !_actual.ContainsKey(recorded) && !_recorded.ContainsKey(actual);
            if (isNew)
            {
                _actual.Add(recorded, actual);
                _recorded.Add(actual, recorded);
            }

            return isNew || (_actual.TryGetValue(recorded, out string? known) && known == actual);
        }
    }

    /// <returns>Whether the two are the beginnings of words that stand for each other.</returns>
    public bool IsPairCut(string recorded, string actual)
    {
        lock (_gate)
        {
            return _actual.Any(pair =>
                pair.Key.StartsWith(recorded, StringComparison.Ordinal) && pair.Value.StartsWith(actual, StringComparison.Ordinal));
        }
    }

    /// <summary>A recorded text with this run's ids in it.</summary>
    public string Translate(string recorded) =>
        string.Concat(Words.Of(recorded).Select(word => word.Kind == "id" ? Find(word.Text) ?? word.Text : word.Text));
}
