namespace LiteLlm.AgentSdk;

/// <summary>
/// The platform's rules for texts and lists of texts. Lengths are counted in UTF-16 code units, as the platform counts them.
/// </summary>
internal static class TextRules
{
    public static void Required(string? text, string field, List<ValidationError> problems, int maxLength = int.MaxValue)
    {
        if (string.IsNullOrEmpty(text))
        {
            problems.Add(new(field, "it is required"));
        }
        else
        {
            Optional(text, field, problems, maxLength);
        }
    }

    /// <summary>Checks a text that may be null. Otherwise, it must not be empty or too long.</summary>
    public static void Optional(string? text, string field, List<ValidationError> problems, int maxLength = int.MaxValue,
        bool mayBeEmpty = false)
    {
        if (text is { Length: 0 } && !mayBeEmpty)
        {
            problems.Add(new(field, "it is empty"));
        }
        else if (text?.Length > maxLength)
        {
            problems.Add(new(field, $"it has {text.Length} characters; at most {maxLength} are allowed"));
        }
    }

    public static void NoNulls<T>(IReadOnlyList<T>? values, string field, List<ValidationError> problems)
        where T : class
    {
        for (int i = 0; i < values?.Count; i++)
        {
            if (values[i] is null)
            {
                problems.Add(new($"{field}[{i}]", "it is null"));
            }
        }
    }

    /// <summary>Checks that a text is not set and cleared at the same time.</summary>
    public static void SetOrCleared(string? text, bool cleared, string field, List<ValidationError> problems)
    {
        if (text is not null && cleared)
        {
            problems.Add(new(field, "it is both set and cleared; do only one of them"));
        }
    }
}
