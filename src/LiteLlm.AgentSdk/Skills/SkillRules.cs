namespace LiteLlm.AgentSdk;

/// <summary>The platform's rules for skills, checked before anything is sent.</summary>
internal static class SkillRules
{
    public static void ThrowIfInvalid(SkillCreateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        TextRules.Required(options.Name, "name", problems);
        TextRules.Required(options.Content, "content", problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The skill can't be created");
    }

    public static void ThrowIfInvalid(SkillUpdateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        TextRules.Optional(options.Name, "name", problems);
        TextRules.Optional(options.Content, "content", problems);
        TextRules.SetOrCleared(options.Description, options.ClearDescription, "description", problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The skill can't be changed");
    }

    public static void ThrowIfInvalid(SkillAttachOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        TextRules.Required(options.Content, "content", problems);
        TextRules.Optional(options.Name, "name", problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The skill can't be attached");
    }
}
