using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Provides the calls for integrations, which are other services, such as Slack and Linear, in which agents can answer. Get it from
/// <see cref="AgentPlatformClient.Integrations"/>.
/// </summary>
public class IntegrationsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="IntegrationsClient"/> class for mocking. A derived class in a test overrides the
    /// members that the test uses.
    /// </summary>
    protected IntegrationsClient()
    {
    }

    internal IntegrationsClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>
    /// Lists the services that the platform supports (<c>GET /integrations</c>), including those that it is not configured for, with one
    /// request.
    /// </summary>
    /// <param name="agentId">The id of an agent, to list the services with its bindings; <see langword="null"/> to list none.</param>
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

    /// <summary>
    /// Gets the manifest of the platform's app, for the administration console of a service (<c>GET /integrations/{id}/manifest</c>).
    /// </summary>
    /// <param name="providerId">The service's id; see <see cref="IntegrationProvider.HasManifest"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The platform does not support the service, is not configured for it, or has no
    /// manifest for it.</exception>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual Task<IntegrationManifest> GetManifestAsync(string providerId, CancellationToken cancellationToken = default) =>
        Transport.GetAsync<IntegrationManifest>(
            ApiPath.Of($"integrations/{providerId}/manifest"), cancellationToken, ApiArea.Platform);

    /// <summary>
    /// Binds an agent to a workspace (<c>POST /agents/{id}/integrations/{provider}/bind</c>). From then on it answers only in this
    /// workspace of the service.
    /// </summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="providerId">The service's id.</param>
    /// <param name="installId">The id of the workspace: <see cref="IntegrationInstall.InstallId"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The binding.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The agent or the workspace does not exist, or the platform is not configured for
    /// the service.</exception>
    /// <exception cref="AgentPlatformException">The request failed; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates
    /// whether the agent may have been bound.</exception>
    public virtual Task<IntegrationBinding> BindAsync(string agentId, string providerId, string installId,
        CancellationToken cancellationToken = default) =>
        IntegrationCalls.BindAsync(Transport, agentId, providerId, installId, cancellationToken);

    /// <summary>Removes an agent's bindings to a service (<c>DELETE /agents/{id}/integrations/{provider}/bind</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="providerId">The service's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The number of removed bindings; 0 if the agent was not bound.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The platform does not support the service, or is not configured for it.</exception>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual Task<int> UnbindAsync(string agentId, string providerId, CancellationToken cancellationToken = default) =>
        IntegrationCalls.UnbindAsync(Transport, agentId, providerId, cancellationToken);
}
