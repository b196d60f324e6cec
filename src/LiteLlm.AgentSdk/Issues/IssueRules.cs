namespace LiteLlm.AgentSdk;

/// <summary>The platform's rules for issues, checked before anything is sent.</summary>
internal static class IssueRules
{
    private const int MaxTitle = 500;
    private const int MaxBody = 10_000;
    private const int MaxLimit = 500;

    public static void ThrowIfInvalid(IssueCreateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        TextRules.Required(options.Title, "title", problems, MaxTitle);
        TextRules.Optional(options.Body, "body", problems, MaxBody, mayBeEmpty: true);
        AgentPlatformValidationException.ThrowIfAny(problems, "The issue can't be reported");
    }

    public static void ThrowIfInvalid(IssueListOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        ListRules.CheckLimit(options.Limit, problems, MaxLimit);
        AgentPlatformValidationException.ThrowIfAny(problems, "The issues can't be listed");
    }
}
