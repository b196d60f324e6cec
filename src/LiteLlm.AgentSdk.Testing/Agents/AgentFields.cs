using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>The fields of a request that creates or changes an agent; fields that were not sent are null.</summary>
internal sealed class AgentFields
{
    public string? Name { get; private set; }

    public string? Model { get; private set; }

    public string? Prompt { get; private set; }

    public string? HarnessId { get; private set; }

    public string? Requirements { get; private set; }

    public string? RepoUrl { get; private set; }

    public string? Branch { get; private set; }

    public string? PfpUrl { get; private set; }

    public string? TemplateId { get; private set; }

    public string? Projects { get; private set; }

    public int? PreloadMemoryLimit { get; private set; }

    public IReadOnlyList<string>? McpServers { get; private set; }

    public IReadOnlyList<string>? AllowOut { get; private set; }

    public IReadOnlyList<string>? DenyOut { get; private set; }

    public IReadOnlyList<string>? SkillIds { get; private set; }

    public IReadOnlyDictionary<string, string>? EnvVars { get; private set; }

    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>? Hosts { get; private set; }

    public bool HasProjects => Projects is not (null or "[]");

    private JsonElement Body { get; init; }

    public static AgentFields Read(JsonElement body, Issues issues, bool create)
    {
        var fields = new AgentFields { Body = body };
        if (create)
        {
            fields.ReadNew(body, issues);
        }
        else
        {
            fields.ReadChange(body, issues);
        }

        fields.Hosts = EnvVarRules.Hosts(body, issues);
        return fields;
    }

    /// <summary>Checks the fields that are stored unchanged in the database. Environment variables are stored encrypted.</summary>
    public void CheckStored() => StoredText.Check(
        Body, "name", "model", "prompt", "tools", "repo_url", "branch", "pfp_url", "mcp_servers", "projects", "harness_image");

    // Both methods read the fields in the platform's order, because the problems are reported in this order.
    private void ReadNew(JsonElement body, Issues issues)
    {
        Name = issues.Text(body, "name");
        Model = issues.Text(body, "model", required: true, minimum: 1);
        Prompt = issues.Text(body, "prompt");
        issues.Array(body, "tools");
        HarnessId = issues.Text(body, "harness_id");
        Requirements = issues.Text(body, "requirements");
        RepoUrl = issues.Url(body, "repo_url");
        Branch = issues.Text(body, "branch");
        PfpUrl = issues.Text(body, "pfp_url");
        McpServers = issues.Texts(body, "mcp_servers");
        ReadEgress(body, issues);
        Projects = ReadProjects(body, issues);
        SkillIds = issues.Texts(body, "skill_ids", issues.NotEmpty);
        TemplateId = issues.Text(body, "template_id");
        EnvVars = EnvVarRules.Read(body, issues);
    }

    private void ReadChange(JsonElement body, Issues issues)
    {
        Name = issues.Text(body, "name");
        PfpUrl = issues.Text(body, "pfp_url");
        McpServers = issues.Texts(body, "mcp_servers");
        issues.Text(body, "harness_image");
        Prompt = issues.Text(body, "prompt");
        Model = issues.Text(body, "model", minimum: 1);
        Branch = issues.Text(body, "branch");
        PreloadMemoryLimit = (int?)issues.Integer(body, "preload_memory_limit", 0, 50);
        Projects = ReadProjects(body, issues);
        EnvVars = EnvVarRules.Read(body, issues);
        ReadEgress(body, issues);
    }

    private void ReadEgress(JsonElement body, Issues issues)
    {
        AllowOut = issues.Texts(body, "allow_out", (host, path) => EnvVarRules.Host(issues, host, path));
        DenyOut = issues.Texts(body, "deny_out", (host, path) => EnvVarRules.Host(issues, host, path));
    }

    /// <summary>Applies the fields that were sent.</summary>
    public void Apply(AgentRecord agent)
    {
        agent.Name = Name ?? agent.Name;
        agent.Model = Model ?? agent.Model;
        agent.Prompt = Prompt ?? agent.Prompt;
        agent.Branch = Branch ?? agent.Branch;
        agent.PfpUrl = PfpUrl ?? agent.PfpUrl;
        agent.McpServers = McpServers ?? agent.McpServers;
        agent.EnvVars = EnvVars ?? agent.EnvVars;
        agent.AllowOut = AllowOut ?? agent.AllowOut;
        agent.DenyOut = DenyOut ?? agent.DenyOut;
        agent.Projects = Projects ?? agent.Projects;
        agent.PreloadMemoryLimit = PreloadMemoryLimit ?? agent.PreloadMemoryLimit;
    }

    private static string? ReadProjects(JsonElement body, Issues issues)
    {
        if (issues.Array(body, "projects") is not { } array)
        {
            return null;
        }

        var projects = new List<string>();
        foreach (JsonElement project in array.EnumerateArray())
        {
            if (project.ValueKind != JsonValueKind.Object)
            {
                issues.WrongType("object", project, ["projects", projects.Count]);
                projects.Add("{}");
                continue;
            }

            var members = new List<string>();
            foreach ((string name, bool required, string? otherwise) in ProjectFields)
            {
                if (project.TryGetProperty(name, out JsonElement value))
                {
                    if (value.ValueKind != JsonValueKind.String)
                    {
                        issues.WrongType("string", value, ["projects", projects.Count, name]);
                    }

                    members.Add(JsText.Quote(name) + ":" + JsText.Of(value));
                }
                else if (required)
                {
                    issues.WrongType("string", null, ["projects", projects.Count, name]);
                }
                else if (otherwise is not null)
                {
                    members.Add(JsText.Quote(name) + ":" + JsText.Quote(otherwise));
                }
            }

            projects.Add("{" + string.Join(",", members) + "}");
        }

        return "[" + string.Join(",", projects) + "]";
    }

    private static readonly (string Name, bool Required, string? Otherwise)[] ProjectFields =
    [
        ("id", true, null), ("name", true, null), ("description", false, ""), ("repo_url", false, null), ("branch", false, "main"),
        ("setup_cmd", false, null),
    ];
}
