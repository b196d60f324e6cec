namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>
/// Which hosts an agent may reach, and which of its variables may be sent to them, after a change. What is bound to a host stays bound: a
/// list of allowed hosts that leaves it out gets it back, and only a variable that is gone takes its hosts with it.
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

    /// <summary>Gets what is wrong with the change, in the platform's words; null when nothing is.</summary>
    public string? Problem { get; }

    public void Apply(AgentRecord agent)
    {
        agent.EnvVarHosts = _bindings ?? agent.EnvVarHosts;
        agent.AllowOut = _allowed ?? agent.AllowOut;
    }
}
