namespace LiteLlm.AgentSdk;

/// <summary>What the platform's lists take; it clamps the rest without a word, which hides mistakes.</summary>
internal static class ListRules
{
    /// <summary>The longest page.</summary>
    public const int MaxLimit = 200;

    public static void CheckLimit(int? limit, List<ValidationError> problems, int max = MaxLimit)
    {
        if (limit < 1 || limit > max)
        {
            problems.Add(new("limit", $"{limit} is not between 1 and {max}"));
        }
    }
}
