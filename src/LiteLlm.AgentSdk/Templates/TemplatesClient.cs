using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Provides the calls for the templates that agents can be created from. Get it from <see cref="AgentPlatformClient.Templates"/>. To update
/// an agent to the newest version of its template, call <see cref="Agent.SyncTemplateAsync"/>.
/// </summary>
public class TemplatesClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="TemplatesClient"/> class for mocking. A derived class in a test overrides the members
    /// that the test uses.
    /// </summary>
    protected TemplatesClient()
    {
    }

    internal TemplatesClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Lists all templates (<c>GET /templates</c>), with one request.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The templates, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Template template in platform.Templates.ListAsync())
    ///     Console.WriteLine($"{template.Id} {template.Name}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Template> ListAsync(CancellationToken cancellationToken = default) =>
        Transport.List<Template>("templates", cancellationToken, ApiArea.Platform);
}
