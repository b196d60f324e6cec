namespace LiteLlm.AgentSdk.Tests.Lists;

/// <summary>Every method that lists resources, and an answer with two items for each.</summary>
internal static class ListMethods
{
    private static readonly Dictionary<string, Func<Caller, CancellationToken,
        IAsyncEnumerable<object>>> s_items = new(StringComparer.Ordinal)
        {
            ["AgentsClient.ListAsync"] = static (c, token) => c.Client.Agents.ListAsync(cancellationToken: token),
            ["Agent.ListSessionsAsync"] = static (c, token) => c.Agent.ListSessionsAsync(cancellationToken: token),
            ["SessionsClient.ListAsync"] = static (c, token) => c.Client.Sessions.ListAsync(cancellationToken: token),
            ["SkillsClient.ListAsync"] = static (c, token) => c.Client.Skills.ListAsync(token),
            ["AgentMemoriesClient.ListAsync"] = static (c, token) => c.Agent.Memories.ListAsync(cancellationToken: token),
            ["SessionMemoriesClient.ListAsync"] = static (c, token) => c.Session.Memories.ListAsync(cancellationToken: token),
            ["AutomationsClient.ListAsync"] = static (c, token) => c.Agent.Automations.ListAsync(token),
            ["AutomationsClient.ListRunsAsync"] = static (c, token) => c.Agent.Automations.ListRunsAsync(cancellationToken: token),
            ["AgentIssuesClient.ListAsync"] = static (c, token) => c.Agent.Issues.ListAsync(cancellationToken: token),
            ["SessionIssuesClient.ListAsync"] = static (c, token) => c.Session.Issues.ListAsync(cancellationToken: token),
            ["ProjectsClient.ListAsync"] = static (c, token) => c.Client.Projects.ListAsync(token),
            ["TemplatesClient.ListAsync"] = static (c, token) => c.Client.Templates.ListAsync(token),
            ["IntegrationsClient.ListAsync"] = static (c, token) => c.Client.Integrations.ListAsync(cancellationToken: token),
            ["ServerClient.ListModelsAsync"] = static (c, token) => c.Client.Server.ListModelsAsync(token),
            ["ServerClient.ListMcpServersAsync"] = static (c, token) => c.Client.Server.ListMcpServersAsync(token),
            ["ServerClient.ListHarnessImagesAsync"] = static (c, token) => c.Client.Server.ListHarnessImagesAsync(token),
        };

    public static IEnumerable<string> Names => s_items.Keys;

    public static string Answer { get; } = Both("""{"id":"i1","project_id":"i1"},{"id":"i2","project_id":"i2"}""");

    /// <summary>Calls the method, and returns its result.</summary>
    public static IAsyncEnumerable<object> Call(string name, Caller caller, CancellationToken cancellationToken = default) =>
        s_items[name](caller, cancellationToken);

    private static string Both(string items) => $$"""{"data":[{{items}}],"providers":[{{items}}],"total":2,"limit":50,"offset":0}""";

    /// <summary>Gets the objects on which the methods are called.</summary>
    internal sealed record Caller(AgentPlatformClient Client, Agent Agent, Session Session);
}
