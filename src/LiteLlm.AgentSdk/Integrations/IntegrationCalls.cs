using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The API calls on integrations, for <see cref="IntegrationsClient"/> and <see cref="Agent"/>.</summary>
internal static class IntegrationCalls
{
    public static PagedAsyncEnumerable<IntegrationProvider> List(
        PlatformTransport transport, string? agentId, CancellationToken cancellationToken) =>
        new(token => ReadListAsync(transport, agentId, token), cancellationToken);

    public static Task<IntegrationBinding> BindAsync(
        PlatformTransport transport, string agentId, string providerId, string installId, CancellationToken cancellationToken)
    {
        List<ValidationError> problems = [];
        TextRules.Required(installId, "install_id", problems);
        AgentPlatformValidationException.ThrowIfAny(problems, "The agent can't be bound");
        return transport.PostAsync<IntegrationBinding>(
            Path(agentId, providerId), RecordReader.Body(new IntegrationBindBody(installId)), cancellationToken);
    }

    public static async Task<int> UnbindAsync(
        PlatformTransport transport, string agentId, string providerId, CancellationToken cancellationToken)
    {
        ApiResponse response = await transport
            .SendAsync(new ApiRequest(HttpMethod.Delete, Path(agentId, providerId)), cancellationToken)
            .ConfigureAwait(false);
        JsonElement answer = response.ToElement();
        return ForeignJson.TryGet(answer, "deleted", out JsonElement deleted)
            && deleted.ValueKind == JsonValueKind.Number
            && deleted.TryGetInt32(out int count)
            ? count
            : throw response.Unreadable(new JsonException("The response does not contain the number of deleted bindings."));
    }

    private static async Task<IReadOnlyList<IntegrationProvider>> ReadListAsync(
        PlatformTransport transport, string? agentId, CancellationToken cancellationToken)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Query("integrations", ("agent_id", agentId)), ApiArea.Platform);
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        JsonElement answer = response.ToElement();
        if (!ForeignJson.TryGet(answer, "providers", out JsonElement providers) || providers.ValueKind != JsonValueKind.Array)
        {
            throw response.Unreadable(new JsonException("The response has no list of providers."));
        }

        return [.. ListItem.Of(providers).Select(item => response.ReadRecord<IntegrationProvider>(item.Json, item.Index))];
    }

    private static ApiPath Path(string agentId, string providerId) => ApiPath.Of($"agents/{agentId}/integrations/{providerId}/bind");
}
