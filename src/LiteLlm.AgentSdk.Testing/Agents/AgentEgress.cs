namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>
/// The hosts that an agent may reach after a change, and the variables that may be sent to them. A variable stays bound to its hosts: if a
/// new list of allowed hosts omits one of them, the platform adds it again. Only removing the variable removes its hosts.
/// </summary>
internal sealed class AgentEgress
{
    private readonly IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>? _bindings;
    private readonly IReadOnlyList<string>? _allowed;

    public AgentEgress(AgentRecord agent, AgentFields fields)
    {
        if (fields.Hosts is null && fields.AllowOut is null && fields.EnvVars is null)
        {
            return;
        }

        var bindings = new List<KeyValuePair<string, IReadOnlyList<string>>>();
        foreach ((string name, IReadOnlyList<string> hosts) in fields.Hosts ?? agent.EnvVarHosts)
        {
            if (!(fields.EnvVars ?? agent.EnvVars).ContainsKey(name))
            {
                Problem ??= fields.Hosts is null ? null : EnvVarRules.NotDefined(name);
                continue;
            }

            if (fields.Hosts is not null && !hosts.All(host => EnvVarRules.IsAllowed(host, fields.AllowOut ?? agent.AllowOut)))
            {
                Problem ??= $"env_var_hosts: a host for '{name}' is not in the agent's allowed hosts";
            }

            if (hosts.Count > 0)
            {
                bindings.Add(new(name, hosts));
            }
        }

        _bindings = bindings;
        _allowed = fields.AllowOut is { } allowed
            ? [.. allowed, .. bindings.SelectMany(binding => binding.Value).Distinct().Where(host => !EnvVarRules.IsAllowed(host, allowed))]
            : null;
    }

    /// <summary>Gets the platform's error text for the change; null if the change is valid.</summary>
    public string? Problem { get; }

    public void Apply(AgentRecord agent)
    {
        agent.EnvVarHosts = _bindings ?? agent.EnvVarHosts;
        agent.AllowOut = _allowed ?? agent.AllowOut;
    }
}
