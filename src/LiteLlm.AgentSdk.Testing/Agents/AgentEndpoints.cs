using System.Globalization;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Sessions;

namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary><c>/api/v1/managed_agents/agents</c>.</summary>
internal sealed class AgentEndpoints(PlatformState platform)
{
    public const string Root = "/api/v1/managed_agents/agents";

    public void Map(RouteTable routes) => routes
        .Map("POST", Root, CreateAsync)
        .Map("GET", Root, ListAsync)
        .Map("GET", Root + "/{id}", exchange => platform.WithAgentAsync(exchange, agent => exchange.JsonAsync(200, agent.Json())))
        .Map("PATCH", Root + "/{id}", exchange => platform.WithAgentAsync(exchange, agent => UpdateAsync(exchange, agent)))
        .Map("DELETE", Root + "/{id}", exchange => platform.WithAgentAsync(exchange, agent => DeleteAsync(exchange, agent)));

    public static Task NotFoundAsync(Exchange exchange, string id) => exchange.ErrorAsync(404, $"agent '{id}' not found");

    public async Task CreateAsync(Exchange exchange)
    {
        if (await exchange.FieldsAsync(static (body, issues) => AgentFields.Read(body, issues, create: true)).ConfigureAwait(false) is not { } fields)
        {
            return;
        }

        string harness = fields.HarnessId ?? "opencode";
        IReadOnlyDictionary<string, string> variables = fields.EnvVars ?? new Dictionary<string, string>(StringComparer.Ordinal);
        if (CreateProblem(fields, harness, variables) is { } problem)
        {
            await exchange.CrossCheckAsync(problem).ConfigureAwait(false);
            return;
        }

        string? prompt = fields.Prompt;
        foreach (string skill in fields.SkillIds ?? [])
        {
            if (platform.Skills.Find(skill) is not { } known)
            {
                await exchange.ErrorAsync(404, "one or more skill_ids not found").ConfigureAwait(false);
                return;
            }

            prompt = AgentPrompt.WithSkill(prompt, skill, known.Content);
        }

        LocalTemplate? template = fields.TemplateId is { } templateId ? platform.Template(templateId) : null;
        var agent = new AgentRecord
        {
            Model = fields.Model!,
            HarnessId = harness,
            CreatedAt = platform.Time.GetUtcNow(),
            RepoUrl = fields.RepoUrl,
            TemplateId = template?.Id,
            TemplateVersion = template?.Version,
            TemplatePrompt = template?.Prompt,
            LatestTemplate = () => template is null ? null : platform.Template(template.Id),
            Requirements = fields.Requirements,
            EnvVars = variables,
        };
        fields.Apply(agent);
        agent.Prompt = prompt;
        platform.Agents.Add(agent);
        await exchange.JsonAsync(200, agent.Json()).ConfigureAwait(false);
    }

    private string? CreateProblem(AgentFields fields, string harness, IReadOnlyDictionary<string, string> variables)
    {
        if (!AgentRecord.Harnesses.ContainsKey(harness))
        {
            return $"unknown harness_id \"{harness}\". Valid: {string.Join(", ", AgentRecord.Harnesses.Keys)}";
        }

        if (fields.TemplateId is { } template && platform.Template(template) is null)
        {
            return $"unknown template_id \"{template}\". Valid: {string.Join(", ", platform.Options.Templates.Select(known => known.Id))}";
        }

        if (harness == "claude-code-brain-inline" && fields.Projects is null or "[]")
        {
            return "harness_id \"claude-code-brain-inline\" requires at least one project entry in \"projects\"";
        }

        return EnvVarRules.Cross(fields.Hosts?.Members ?? [], variables, fields.AllowOut ?? []);
    }

    private static async Task UpdateAsync(Exchange exchange, AgentRecord agent)
    {
        if (await exchange.FieldsAsync(static (body, issues) => AgentFields.Read(body, issues, create: false)).ConfigureAwait(false) is not { } fields)
        {
            return;
        }

        if (EnvVarRules.Cross(fields.Hosts?.Members ?? [], fields.EnvVars ?? agent.EnvVars, fields.AllowOut ?? agent.AllowOut) is { } problem)
        {
            await exchange.CrossCheckAsync(problem).ConfigureAwait(false);
            return;
        }

        fields.Apply(agent);
        await exchange.JsonAsync(200, agent.Json()).ConfigureAwait(false);
    }

    private Task DeleteAsync(Exchange exchange, AgentRecord agent)
    {
        platform.Agents.Remove(agent);
        platform.Memories.RemoveAll(memory => memory.AgentId == agent.Id);
        platform.AgentIssues.RemoveAll(issue => issue.AgentId == agent.Id);
        platform.Automations.RemoveOf(agent.Id);
        return exchange.EmptyAsync(204);
    }

    private Task ListAsync(Exchange exchange)
    {
        int limit = Limit(exchange);
        int offset = Math.Max(0, Number(exchange.Query("offset")) ?? 0);
        string search = exchange.Query("search") ?? "";
        List<(AgentRecord Agent, int Sessions, bool Active)> found = [];
        foreach (AgentRecord agent in platform.Agents.All())
        {
            if (Contains(agent.Name, search) || Contains(agent.Id, search) || Contains(agent.HarnessId, search))
            {
                IReadOnlyList<SessionState> sessions = platform.Sessions.Of(agent.Id);
                found.Add((agent, sessions.Count, sessions.Any(session => session.Status is "ready" or "creating")));
            }
        }

        bool ascending = exchange.Query("order") == "asc";
        IEnumerable<(AgentRecord Agent, int Sessions, bool Active)> sorted = exchange.Query("sort") switch
        {
            "name" => Sort(found, entry => entry.Agent.Name ?? "\uffff", StringComparer.OrdinalIgnoreCase, ascending),
            "harness_id" => Sort(found, entry => entry.Agent.HarnessId, StringComparer.Ordinal, ascending),
            "sessions" => Sort(found, entry => entry.Sessions, Comparer<int>.Default, ascending),
            _ => ascending ? Enumerable.Reverse(found) : found,
        };
        string data = string.Join(",", sorted.Skip(offset).Take(limit).Select(entry =>
            entry.Agent.Json($",\"session_count\":{entry.Sessions},\"has_active_session\":{(entry.Active ? "true" : "false")}")));
        return exchange.JsonAsync(200, $$"""{"data":[{{data}}],"total":{{found.Count}},"limit":{{limit}},"offset":{{offset}}}""");
    }

    /// <summary>1 to 200, 50 when it is missing or no number.</summary>
    public static int Limit(Exchange exchange) => Math.Clamp(Number(exchange.Query("limit")) ?? 50, 1, 200);

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static bool Contains(string? text, string search) => text?.Contains(search, StringComparison.OrdinalIgnoreCase) ?? search.Length == 0;

    private static IEnumerable<T> Sort<T, TKey>(IEnumerable<T> items, Func<T, TKey> key, IComparer<TKey> comparer, bool ascending) =>
        ascending ? items.OrderBy(key, comparer) : items.OrderByDescending(key, comparer);
}
