namespace LiteLlm.AgentSdk;

/// <summary>The platform's rules for memories, checked before anything is sent.</summary>
internal static class MemoryRules
{
    private const int MaxTags = 8;

    public static void ThrowIfInvalid(MemoryCreateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        TextRules.Required(options.Text, "text", problems);
        CheckTags(options.Tags, problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The memory can't be added");
    }

    public static void ThrowIfInvalid(MemoryUpdateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        TextRules.Optional(options.Text, "text", problems);
        CheckTags(options.Tags, problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The memory can't be changed");
    }

    private static void CheckTags(IReadOnlyList<string>? tags, List<ValidationError> problems)
    {
        if (tags?.Count > MaxTags)
        {
            problems.Add(new("tags", $"there are {tags.Count}; at most {MaxTags} are allowed"));
        }

        TextRules.NoNulls(tags, "tags", problems);
    }
}
