namespace LiteLlm.AgentSdk;

/// <summary>The platform's rules for sessions, checked before anything is sent.</summary>
internal static class SessionRules
{
    private const int MaxSkills = 10;

    public static void ThrowIfInvalid(SessionCreateOptions options)
    {
        List<ValidationError> problems = [];
        EnvironmentRules.Check(options.EnvVars, problems);
        AttachmentRules.Check(options.InitialAttachments, "initial_attachments", problems);
        if (options.SkillIds?.Count > MaxSkills)
        {
            problems.Add(new("skill_ids", $"there are {options.SkillIds.Count}; at most {MaxSkills} are allowed"));
        }

        for (int i = 0; i < options.SkillIds?.Count; i++)
        {
            if (!Guid.TryParseExact(options.SkillIds[i], "D", out _))
            {
                problems.Add(new($"skill_ids[{i}]", $"'{options.SkillIds[i]}' is not a UUID"));
            }
        }

        if (options.ReadyTimeout is { } limit)
        {
            AgentPlatformOptionsValidator.CheckLimit(limit, nameof(options.ReadyTimeout), problems);
        }

        AgentPlatformValidationException.ThrowIfAny(problems, "The session can't be created");
    }

    public static void ThrowIfInvalid(SessionListOptions options)
    {
        List<ValidationError> problems = [];
        ListRules.CheckLimit(options.Limit, problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The sessions can't be listed");
    }
}
