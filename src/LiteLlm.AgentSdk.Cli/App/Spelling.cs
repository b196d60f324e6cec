namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>Suggests a known word for a misspelled one.</summary>
internal static class Spelling
{
    /// <summary>Gets the known word that is most similar to the typed one; null if none is similar enough.</summary>
    public static string? FindNearest(string typed, IEnumerable<string> known)
    {
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string word in known)
        {
            int distance = IsBeginning(typed, word) ? 1 : Distance(typed, word);
            if (distance < least && distance <= Math.Max(1, Math.Max(typed.Length, word.Length) / 3))
            {
                (nearest, least) = (word, distance);
            }
        }

        return nearest;
    }

    private static bool IsBeginning(string typed, string word) =>
        typed.TrimStart('-').Length >= 3 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Counts the letters that are missing, too many, wrong, or swapped with their neighbour. A word that is much longer than any command
    /// is not compared.
    /// </summary>
    private static int Distance(string one, string other)
    {
        const int longest = 40;
        if (one.Length > longest || other.Length > longest)
        {
            return int.MaxValue;
        }

        int[] before = new int[other.Length + 1];
        int[] last = new int[other.Length + 1];
        for (int j = 0; j < last.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= one.Length; i++)
        {
            int[] row = new int[other.Length + 1];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                bool isSame = char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]);
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (isSame ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last) = (last, row);
        }

        return last[^1];
    }
}
