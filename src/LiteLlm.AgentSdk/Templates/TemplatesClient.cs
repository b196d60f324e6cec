using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>What agents can be made from: <see cref="AgentPlatformClient.Templates"/>. An agent follows its template by <see cref="Agent.SyncTemplateAsync"/>.</summary>
public class TemplatesClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>For derived classes in tests: override what the test needs.</summary>
    protected TemplatesClient()
    {
    }

    internal TemplatesClient(PlatformTransport transport)
    {
        _transport = transport;
    }

    private PlatformTransport Transport => _transport ?? throw new InvalidOperationException($"This {GetType().Name} was not made by a client: override what the test uses.");

    /// <summary>Lists all templates (<c>GET /templates</c>).</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The templates.</returns>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<IReadOnlyList<Template>> ListAsync(CancellationToken cancellationToken = default) =>
        Transport.SendForListAsync<Template>(new ApiRequest(HttpMethod.Get, "templates", ApiArea.Platform), cancellationToken);
}
