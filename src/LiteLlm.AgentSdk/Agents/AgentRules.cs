namespace LiteLlm.AgentSdk;

/// <summary>The platform's rules for agents, checked before anything is sent.</summary>
internal static class AgentRules
{
    private const int MaxFiles = 20;
    private const long MaxFileBase64 = 10 * 1024 * 1024;

    /// <summary>The largest size of a file in bytes. As base64 such a file has the largest allowed size.</summary>
    public const long MaxFileSize = MaxFileBase64 / 4 * 3;

    public static void ThrowIfInvalid(AgentCreateOptions options)
    {
        List<ValidationError> problems = [];
        if (string.IsNullOrEmpty(options.Model))
        {
            problems.Add(new("model", "it is required, such as anthropic/claude-haiku-4-5"));
        }

        if (options.RepoUrl is { } repo && !Uri.TryCreate(repo, UriKind.Absolute, out _))
        {
            problems.Add(new("repo_url", $"'{repo}' is not an absolute URL"));
        }

        EnvironmentRules.Check(options.EnvVars, problems);
        NetworkRules.Check(options.AllowOut, "allow_out", problems);
        NetworkRules.Check(options.DenyOut, "deny_out", problems);
        NetworkRules.CheckVariableHosts(options.EnvVarHosts, options.EnvVars?.Keys ?? [], options.AllowOut ?? [], problems);
        CheckProjects(options.Projects, problems);
        TextRules.NoNulls(options.McpServers, "mcp_servers", problems);
        TextRules.NoNulls(options.SkillIds, "skill_ids", problems);
        CheckFiles(options.SandboxFiles, problems);
        if (options.HarnessId == HarnessId.ClaudeCodeBrainInline && options.Projects is not { Count: > 0 })
        {
            problems.Add(new("projects", $"the harness {HarnessId.ClaudeCodeBrainInline} needs at least one"));
        }

        AgentPlatformValidationException.ThrowIfAny(problems, "The agent can't be created");
    }

    public static void ThrowIfInvalid(AgentUpdateOptions options)
    {
        List<ValidationError> problems = [];
        if (options.Model is { Length: 0 })
        {
            problems.Add(new("model", "it is empty"));
        }

        if (options.PreloadMemoryLimit is < 0 or > 50)
        {
            problems.Add(new("preload_memory_limit", $"{options.PreloadMemoryLimit} is not between 0 and 50"));
        }

        EnvironmentRules.Check(options.EnvVars, problems);
        NetworkRules.Check(options.AllowOut, "allow_out", problems);
        NetworkRules.Check(options.DenyOut, "deny_out", problems);

        // Only the platform knows the agent's current variables and hosts, so that it must check the options against them.
        if (options.EnvVars is { } variables)
        {
            NetworkRules.CheckVariableHosts(options.EnvVarHosts, variables.Keys, options.AllowOut, problems);
        }
        else
        {
            NetworkRules.CheckVariableHosts(options.EnvVarHosts, null, options.AllowOut, problems);
        }

        CheckProjects(options.Projects, problems);
        TextRules.NoNulls(options.McpServers, "mcp_servers", problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The agent can't be changed");
    }

    public static void ThrowIfInvalid(AgentListOptions options)
    {
        List<ValidationError> problems = [];
        ListRules.CheckLimit(options.Limit, problems);
        if (options.Offset is < 0)
        {
            problems.Add(new("offset", $"{options.Offset} is below 0"));
        }

        AgentPlatformValidationException.ThrowIfAny(problems, "The agents can't be listed");
    }

    public static void ThrowIfInvalid(SandboxFile file, string localPath)
    {
        List<ValidationError> problems = [];
        CheckPath(file.SandboxPath, "sandbox_path", problems);
        AgentPlatformValidationException.ThrowIfAny(problems, $"The file '{localPath}' can't be used");
    }

    private static void CheckProjects(IReadOnlyList<AgentProject>? projects, List<ValidationError> problems)
    {
        for (int i = 0; i < projects?.Count; i++)
        {
            if (string.IsNullOrEmpty(projects[i]?.Id))
            {
                problems.Add(new($"projects[{i}].id", "it is required"));
            }

            if (string.IsNullOrEmpty(projects[i]?.Name))
            {
                problems.Add(new($"projects[{i}].name", "it is required"));
            }
        }
    }

    private static void CheckFiles(IReadOnlyList<SandboxFile>? files, List<ValidationError> problems)
    {
        if (files is null)
        {
            return;
        }

        if (files.Count > MaxFiles)
        {
            problems.Add(new("sandbox_files", $"there are {files.Count}; at most {MaxFiles} are allowed"));
        }

        long base64 = files.Sum(f => ((f?.Content.Length ?? 0) + 2L) / 3 * 4);
        if (base64 > MaxFileBase64)
        {
            problems.Add(new("sandbox_files", $"they have {base64} characters in total as base64; at most {MaxFileBase64} are allowed"));
        }

        for (int i = 0; i < files.Count; i++)
        {
            CheckPath(files[i]?.SandboxPath, $"sandbox_files[{i}].sandbox_path", problems);
        }
    }

    private static void CheckPath(string? sandboxPath, string field, List<ValidationError> problems)
    {
        if (sandboxPath is not ['/' or '~', ..])
        {
            problems.Add(new(field, "it must begin with / or ~"));
        }
    }
}
