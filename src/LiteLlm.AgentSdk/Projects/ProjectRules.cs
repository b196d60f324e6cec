namespace LiteLlm.AgentSdk;

/// <summary>The platform's rules for projects, checked before anything is sent.</summary>
internal static class ProjectRules
{
    private const int MaxName = 64;

    public static void ThrowIfInvalid(ProjectCreateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        CheckName(options.Name, required: true, problems);
        CheckLists(options.AllowOut, options.DenyOut, options.Files, problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The project can't be created");
    }

    public static void ThrowIfInvalid(ProjectUpdateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<ValidationError> problems = [];
        CheckName(options.Name, required: false, problems);
        CheckLists(options.AllowOut, options.DenyOut, options.Files, problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The project can't be changed");
    }

    private static void CheckName(string? name, bool required, List<ValidationError> problems)
    {
        if (name is { Length: > 0 } && string.IsNullOrWhiteSpace(name))
        {
            problems.Add(new("name", "it is blank"));
        }
        else if (required)
        {
            TextRules.Required(name, "name", problems, MaxName);
        }
        else
        {
            TextRules.Optional(name, "name", problems, MaxName);
        }
    }

    private static void CheckLists(IReadOnlyList<string>? allowOut, IReadOnlyList<string>? denyOut, IReadOnlyList<SandboxFile>? files,
        List<ValidationError> problems)
    {
        TextRules.NoNulls(allowOut, "allow_out", problems);
        TextRules.NoNulls(denyOut, "deny_out", problems);
        TextRules.NoNulls(files, "files", problems);
    }
}
