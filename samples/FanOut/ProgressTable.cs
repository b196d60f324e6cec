namespace FanOut;

/// <summary>Shows the progress of the tasks: one line that is updated in a terminal, and one line for each result.</summary>
internal sealed class ProgressTable(int tasks)
{
    private readonly string[] _states = [.. Enumerable.Repeat("waiting", tasks)];
    private readonly HashSet<int> _lost = [];

    /// <summary>Gets the number of tasks that lost their connection or their response.</summary>
    public int Lost => _lost.Count;

    public void Set(int task, string state)
    {
        lock (_states)
        {
            if (state == "reconnecting")
            {
                _lost.Add(task);
            }

            if (_states[task - 1] != state)
            {
                _states[task - 1] = state;
                WriteCounts();
            }
        }
    }

    public void Finish(int task, string state, string text)
    {
        lock (_states)
        {
            string line = text.ReplaceLineEndings(" ");
            Console.WriteLine($"\r{task,3}  {state,-6}  {(line.Length > 60 ? line[..60] + "…" : line),-61}");
            _states[task - 1] = state;
            WriteCounts();
        }
    }

    private void WriteCounts()
    {
        if (!Console.IsOutputRedirected)
        {
            IEnumerable<string> counts = _states.GroupBy(static state => state).OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => $"{group.Key} {group.Count()}");
            Console.Write($"\r{string.Join("  ", counts),-78}");
        }
    }
}
