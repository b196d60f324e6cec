using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Sessions;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary><c>/api/v1/managed_agents/agents</c>.</summary>
internal sealed class AgentEndpoints(PlatformState platform)
{
    public const string Root = "/api/v1/managed_agents/agents";
    private const string NeedsProjects = "claude-code-brain-inline";
    private const string ProjectsRequired = $"harness_id \"{NeedsProjects}\" requires at least one project entry in \"projects\"";

    public void Map(RouteTable routes) => routes
        .Map("POST", Root, CreateAsync)
        .Map("GET", Root, ListAsync)
        .Map("GET", Root + "/{id}", exchange => platform.WithAgentAsync(exchange, agent => exchange.JsonAsync(200, agent.Json())))
        .Map("PATCH", Root + "/{id}", UpdateAsync)
        .Map("DELETE", Root + "/{id}", exchange => platform.WithAgentAsync(exchange, agent => DeleteAsync(exchange, agent)));

    public static Task NotFoundAsync(Exchange exchange, string id) => exchange.ErrorAsync(404, $"agent '{id}' not found");

    public async Task CreateAsync(Exchange exchange)
    {
        if (await exchange.FieldsAsync(static (body, issues) =>
            AgentFields.Read(body, issues, create: true)).ConfigureAwait(false) is not { } fields)
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
        foreach (string skill in (fields.SkillIds ?? []).Distinct())
        {
            if (platform.Skills.Find(StoredText.Checked(skill)!) is not { } known)
            {
                await exchange.ErrorAsync(404, "one or more skill_ids not found").ConfigureAwait(false);
                return;
            }

            prompt = AgentPrompt.WithSkill(prompt, skill, known.Content);
        }

        fields.CheckStored();
        LocalTemplate? template = fields.TemplateId is { Length: > 0 } templateId ? platform.Template(templateId) : null;
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
            Requirements = fields.Requirements is { Length: > 0 } requirements ? requirements : null,
            EnvVars = variables,
            EnvVarHosts = fields.Hosts ?? [],
        };
        fields.Apply(agent);
        agent.Prompt = prompt;
        platform.Agents.Add(agent);
        await exchange.JsonAsync(200, agent.Json()).ConfigureAwait(false);
    }

    private string? CreateProblem(AgentFields fields, string harness, IReadOnlyDictionary<string, string> variables)
    {
        if (EnvVarRules.CheckCombination(fields.Hosts ?? [], variables, fields.AllowOut ?? []) is { } problem)
        {
            return problem;
        }

        if (!AgentRecord.Harnesses.ContainsKey(harness))
        {
            return $"unknown harness_id \"{harness}\". Valid: {string.Join(", ", AgentRecord.Harnesses.Keys)}";
        }

        if (harness == NeedsProjects && !fields.HasProjects)
        {
            return ProjectsRequired;
        }

        return fields.TemplateId is { Length: > 0 } template && platform.Template(template) is null
            ? $"unknown template_id \"{template}\". Valid: {string.Join(", ", platform.Options.Templates.Select(known => known.Id))}"
            : null;
    }

    /// <summary>Checks the body before the agent, as the platform does.</summary>
    private async Task UpdateAsync(Exchange exchange)
    {
        if (await exchange.FieldsAsync(static (body, issues) =>
            AgentFields.Read(body, issues, create: false)).ConfigureAwait(false) is not { } fields)
        {
            return;
        }

        if (platform.Agents.Find(exchange["id"]) is not { } agent)
        {
            await NotFoundAsync(exchange, exchange["id"]).ConfigureAwait(false);
            return;
        }

        var egress = new AgentEgress(agent, fields);
        string? problem = agent.HarnessId == NeedsProjects && fields.Projects is "[]" ? ProjectsRequired : egress.Problem;
        if (problem is not null)
        {
            await exchange.CrossCheckAsync(problem).ConfigureAwait(false);
            return;
        }

        fields.CheckStored();
        fields.Apply(agent);
        egress.Apply(agent);
        await exchange.JsonAsync(200, agent.Json()).ConfigureAwait(false);
    }

    private Task DeleteAsync(Exchange exchange, AgentRecord agent)
    {
        platform.Delete(agent);
        platform.Memories.RemoveAll(memory => memory.AgentId == agent.Id);
        platform.AgentIssues.RemoveAll(issue => issue.AgentId == agent.Id);
        platform.Automations.RemoveOf(agent.Id);
        platform.Bindings.RemoveAll(binding => binding.AgentId == agent.Id);
        return exchange.EmptyAsync(204);
    }

    private Task ListAsync(Exchange exchange)
    {
        double sent = JsNumber.ParseInt(exchange.Query("limit") ?? "50");
        int limit = double.IsFinite(sent) ? (int)Math.Clamp(sent, 1, 200) : 50;
        double offset = JsNumber.ParseInt(exchange.Query("offset") ?? "0");
        offset = double.IsFinite(offset) ? Math.Max(offset, 0) : 0;
        if (offset >= 9223372036854775808d)
        {
            throw new DatabaseFaultException("an offset of more than 64 bits");
        }

        string search = JsNumber.Trim(exchange.StoredQuery("search") ?? "");
        List<(AgentRecord Agent, int Sessions, bool Active)> found = [];
        foreach (AgentRecord agent in platform.Agents.NewestFirst())
        {
            if (search.Length == 0 || LikePattern.Contains(agent.Name, search) || LikePattern.Contains(agent.Id, search)
                || LikePattern.Contains(agent.HarnessId, search))
            {
                IReadOnlyList<SessionState> sessions = platform.Sessions.Where(session => session.Agent.Id == agent.Id);
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
        string data = string.Join(",", sorted.Skip((int)Math.Min(offset, int.MaxValue)).Take(limit).Select(entry =>
            entry.Agent.Json($",\"session_count\":{entry.Sessions},\"has_active_session\":{(entry.Active ? "true" : "false")}")));
        return exchange.JsonAsync(200, JsText.OneLine($$"""
            {"data":[{{data}}],"total":{{found.Count}},"limit":{{limit}},"offset":{{JsNumber.Text(offset)}}}
            """));
    }

    private static IEnumerable<T> Sort<T, TKey>(IEnumerable<T> items, Func<T, TKey> key, IComparer<TKey> comparer, bool ascending) =>
        ascending ? items.OrderBy(key, comparer) : items.OrderByDescending(key, comparer);
}
