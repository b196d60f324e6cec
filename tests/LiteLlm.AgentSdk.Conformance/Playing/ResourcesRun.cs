using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// The run over the resources: all exchanges in their recorded order, on a platform with two agents that have a session each.
/// </summary>
internal static class ResourcesRun
{
    public static readonly string[] Folders =
        ["skills", "templates", "dockerfiles", "projects", "agents", "errors", "paths", "memory", "automations", "issues"];

    private const string Agents = "/api/v1/managed_agents/agents";

    public static IEnumerable<RecordedExchange> Exchanges =>
        Recordings.All.Where(exchange => Folders.Contains(exchange.Name.Split('/')[0])).OrderBy(exchange =>
            exchange.Seq).ThenBy(exchange => exchange.Name, StringComparer.Ordinal);

    public static async Task<IReadOnlyList<Outcome>> PlayAsync()
    {
        await using Target target = await Target.StartAsync();
        var player = new Player(target);
        await AgentWithSessionAsync(target,
            """{"name":"smoke","model":"anthropic/claude-haiku-4-5","prompt":"You are helpful.","harness_id":"claude-agent-sdk"}""");
        await AgentWithSessionAsync(
            target, """{"name":"oc-inline","model":"litellm/claude-haiku-4-5","harness_id":"opencode-brain-inline"}""");

        // The run that is started by hand was still running when it was read.
        target.StartSlowly("creating_sandbox");
        foreach (RecordedExchange exchange in Exchanges)
        {
            if (exchange.Name == "errors/auth.missing")
            {
                // An agent that is deleted at the end, and whose creation was not recorded.
                string agent = (await target.SendAsync("POST", Agents, """{"model":"m","harness_id":"claude-agent-sdk"}"""))
                    .GetProperty("id").GetString()!;
                player.Ids.Pair("14e9ceb1-597c-4812-b177-b6b507793f04", agent).Should().BeTrue();
            }

            await player.PlayAsync(exchange);
        }

        return player.Outcomes;
    }

    private static async Task AgentWithSessionAsync(Target target, string agent)
    {
        string id = (await target.SendAsync("POST", Agents, agent)).GetProperty("id").GetString()!;
        string session = (await target.SendAsync("POST", $"{Agents}/{id}/session", "{}")).GetProperty("id").GetString()!;
        await target.SettledAsync(session);
    }
}
