namespace LiteLlm.AgentSdk;

/// <summary>
/// What the platform takes as texts and lists of texts. Lengths are counted in UTF-16 code units, as the platform counts them.
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

    /// <summary>A text that may be left out; where it is given, it is not empty and not too long.</summary>
    public static void Optional(string? text, string field, List<ValidationError> problems, int maxLength = int.MaxValue,
        bool mayBeEmpty = false)
    {
        if (text is { Length: 0 } && !mayBeEmpty)
        {
            problems.Add(new(field, "it is empty"));
        }
        else if (text?.Length > maxLength)
        {
            problems.Add(new(field, $"it has {text.Length} characters; at most {maxLength} are taken"));
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

    /// <summary>A text that is both set and to be taken away says two things.</summary>
    public static void SetOrCleared(string? text, bool cleared, string field, List<ValidationError> problems)
    {
        if (text is not null && cleared)
        {
            problems.Add(new(field, "it is set, and is to be taken away"));
        }
    }
}
