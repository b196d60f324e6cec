using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The other services, such as Slack and Linear, in which agents can answer: <see cref="AgentPlatformClient.Integrations"/>.
/// </summary>
public class IntegrationsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="IntegrationsClient"/> class. For derived classes in tests: override what the test
    /// needs.
    /// </summary>
    protected IntegrationsClient()
    {
    }

    internal IntegrationsClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>
    /// Lists the services that the platform knows (<c>GET /integrations</c>), also those that it is not configured for, with one request.
    /// </summary>
    /// <param name="agentId">An agent, whose bindings are listed with the services; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The services, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (IntegrationProvider provider in platform.Integrations.ListAsync(agent.Id))
    ///     Console.WriteLine($"{provider.DisplayName}: {provider.Binding?.WorkspaceName ?? "not bound"}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<IntegrationProvider> ListAsync(
        string? agentId = null, CancellationToken cancellationToken = default) =>
        IntegrationCalls.List(Transport, agentId, cancellationToken);

    /// <summary>Gets what a service's console needs to know of the platform's app (<c>GET /integrations/{id}/manifest</c>).</summary>
    /// <param name="providerId">The service's id; see <see cref="IntegrationProvider.HasManifest"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The platform does not know the service, is not configured for it, or has no
    /// manifest of it.</exception>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual Task<IntegrationManifest> GetManifestAsync(string providerId, CancellationToken cancellationToken = default) =>
        Transport.GetAsync<IntegrationManifest>(
            ApiPath.Of($"integrations/{providerId}/manifest"), cancellationToken, ApiArea.Platform);

    /// <summary>
    /// Binds an agent to a workspace (<c>POST /agents/{id}/integrations/{provider}/bind</c>): it answers there from now on, and in no
    /// other workspace of the same service.
    /// </summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="providerId">The service's id.</param>
    /// <param name="installId">The workspace: <see cref="IntegrationInstall.InstallId"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The binding.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent or workspace, or the platform is not configured for the
    /// service.</exception>
    /// <exception cref="AgentPlatformException">The request failed; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether
    /// the agent may be bound.</exception>
    public virtual Task<IntegrationBinding> BindAsync(string agentId, string providerId, string installId,
        CancellationToken cancellationToken = default) =>
        IntegrationCalls.BindAsync(Transport, agentId, providerId, installId, cancellationToken);

    /// <summary>Removes an agent's bindings to a service (<c>DELETE /agents/{id}/integrations/{provider}/bind</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="providerId">The service's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How many bindings there were; 0 when the agent was not bound.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The platform does not know the service, or is not configured for it.</exception>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual Task<int> UnbindAsync(string agentId, string providerId, CancellationToken cancellationToken = default) =>
        IntegrationCalls.UnbindAsync(Transport, agentId, providerId, cancellationToken);
}
