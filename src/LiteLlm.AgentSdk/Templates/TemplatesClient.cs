using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What agents can be made from: <see cref="AgentPlatformClient.Templates"/>. An agent follows its template by
/// <see cref="Agent.SyncTemplateAsync"/>.
/// </summary>
public class TemplatesClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="TemplatesClient"/> class. For derived classes in tests: override what the test needs.
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
