namespace LiteLlm.AgentSdk;

/// <summary>The platform's rules for lists. The platform silently limits values that are out of range, which would hide mistakes.</summary>
internal static class ListRules
{
    /// <summary>The largest number of items on a page.</summary>
    public const int MaxLimit = 200;

    public static void CheckLimit(int? limit, List<ValidationError> problems, int max = MaxLimit)
    {
        if (limit < 1 || limit > max)
        {
            problems.Add(new("limit", $"{limit} is not between 1 and {max}"));
        }
    }
}
