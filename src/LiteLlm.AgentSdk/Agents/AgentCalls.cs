using System.Globalization;
using System.Text.Json;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The API calls on agents, for <see cref="AgentsClient"/> and <see cref="Agent"/>.</summary>
internal static class AgentCalls
{
    public static async Task<Agent> CreateAsync(
        PlatformTransport transport, AgentCreateOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        AgentRules.ThrowIfInvalid(options);
        options = options.WithGatewayOf(transport.Options);
        ApiRequest request = new(HttpMethod.Post, "agents")
        {
            Body = RecordReader.Body(options),
            Secrets = [.. options.EnvVars?.Values ?? [], options.LitellmApiKey ?? ""],
        };
        return await transport.TraceAsync(
            TracedOperation.CreateAgent,
            async operation =>
            {
                operation?.About(options.Model).Tag(Tags.AgentName, options.Name).Tag(Tags.Harness, options.HarnessId?.Value);
                if (TelemetrySwitch.IsSupported && options.Prompt is { Length: > 0 } prompt
                    && operation?.Activity is { IsAllDataRequested: true } && transport.Options.ShowsContent)
                {
                    operation.Tag(Tags.SystemInstructions, TracedContent.OfInstructions(prompt, transport));
                }

                Agent agent = ReadAgent(transport, await transport.SendAsync(request, cancellationToken).ConfigureAwait(false));
                operation?.Tag(Tags.AgentId, agent.Id);
                return agent;
            },
            options.Name).ConfigureAwait(false);
    }

    public static async Task<Agent> GetAsync(PlatformTransport transport, string agentId, CancellationToken cancellationToken)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"agents/{agentId}"));
        return ReadAgent(transport, await transport.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    public static PagedAsyncEnumerable<Agent> List(
        PlatformTransport transport, AgentListOptions options, CancellationToken cancellationToken)
    {
        AgentRules.ThrowIfInvalid(options);
        return new PagedAsyncEnumerable<Agent>(token => AgentPages.ReadAsync(transport, options, token), cancellationToken);
    }

    public static async Task<Page<Agent>> ReadPageAsync(
        PlatformTransport transport, AgentListOptions options, CancellationToken cancellationToken)
    {
        ApiPath path = ApiPath.Query(
            "agents",
            ("limit", options.Limit?.ToString(CultureInfo.InvariantCulture)),
            ("offset", options.Offset?.ToString(CultureInfo.InvariantCulture)),
            ("search", options.Search),
            ("sort", ApiPath.Parameter(options.Sort)),
            ("order", ApiPath.Parameter(options.Order)));
        ApiResponse response = await transport.SendAsync(new ApiRequest(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false);
        AgentListAnswer answer = response.Read(LapJson.TypeInfo<AgentListAnswer>());
        List<Agent> agents = [];
        if (answer.Data.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
        {
            throw response.Misses("data");
        }

        if (answer.Data.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in answer.Data.EnumerateArray())
            {
                agents.Add(ReadAgent(transport, response, item, agents.Count));
            }
        }

        return new Page<Agent>
        {
            Items = agents,
            Total = answer.Total ?? (options.Offset ?? 0) + agents.Count,
            Limit = answer.Limit ?? agents.Count,
            Offset = answer.Offset ?? options.Offset ?? 0,
        };
    }

    public static async Task<Agent> UpdateAsync(
        PlatformTransport transport, string agentId, AgentUpdateOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        AgentRules.ThrowIfInvalid(options);
        ApiRequest request = new(HttpMethod.Patch, ApiPath.Of($"agents/{agentId}"))
        {
            Body = RecordReader.Body(options),
            Secrets = options.EnvVars?.Values ?? [],
        };
        return ReadAgent(transport, await transport.SendAsync(request, cancellationToken).ConfigureAwait(false));
    }

    public static Task DeleteAsync(PlatformTransport transport, string agentId, CancellationToken cancellationToken) =>
        transport.DeleteAsync(ApiPath.Of($"agents/{agentId}"), cancellationToken);

    public static Task<TemplateSync> SyncTemplateAsync(PlatformTransport transport, string agentId, CancellationToken cancellationToken) =>
        transport.PostAsync<TemplateSync>(ApiPath.Of($"agents/{agentId}/template"), body: null, cancellationToken);

    /// <summary>Reads an agent from a response. Its <see cref="Agent.Raw"/> is parsed on first access.</summary>
    internal static Agent ReadAgent(PlatformTransport transport, ApiResponse response) =>
        new(transport, new AgentState(Known(response, response.Read(LapJson.TypeInfo<AgentSnapshot>())), response.ToRaw(), response.Info));

    internal static Agent ReadAgent(PlatformTransport transport, ApiResponse response, JsonElement piece, int? index = null) =>
        new(transport,
            new AgentState(Known(response, response.Read(piece, LapJson.TypeInfo<AgentSnapshot>(), index), index), RawJson.From(piece),
            response.Info));

    private static AgentSnapshot Known(ApiResponse response, AgentSnapshot snapshot, int? index = null) =>
        string.IsNullOrEmpty(snapshot.Id) ? throw response.Misses("id", index) : snapshot;
}
