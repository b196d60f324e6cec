namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>
/// Maps words of this run to words of the recordings, one to one. The map grows as answers arrive, several at a time.
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

    /// <returns>true if the words can be paired because neither is paired with another word; otherwise, false.</returns>
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

    /// <returns>true if the two are the beginnings of paired words; otherwise, false.</returns>
    public bool IsPairCut(string recorded, string actual)
    {
        lock (_gate)
        {
            return _actual.Any(pair =>
                pair.Key.StartsWith(recorded, StringComparison.Ordinal) && pair.Value.StartsWith(actual, StringComparison.Ordinal));
        }
    }

    /// <summary>Returns a recorded text with the ids of this run.</summary>
    public string Translate(string recorded) =>
        string.Concat(Words.Of(recorded).Select(word => word.Kind == "id" ? Find(word.Text) ?? word.Text : word.Text));
}
