using System.Net;
using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The client for the server itself: models, MCP servers, configuration, health (<see cref="AgentPlatformClient.Server"/>).
/// </summary>
public class ServerClient
{
    private const string InlineHarness = "admin/inline-harness";

    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="ServerClient"/> class for mocking. A derived class in a test overrides the members that
    /// the test uses.
    /// </summary>
    protected ServerClient()
    {
    }

    internal ServerClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Lists the models that the gateway behind the platform offers (<c>GET /models</c>), with one request.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The models, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformSandboxException">The platform can't reach its gateway (502); thrown while the list is
    /// enumerated.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (ModelInfo model in platform.Server.ListModelsAsync())
    ///     Console.WriteLine(model.Id);
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<ModelInfo> ListModelsAsync(CancellationToken cancellationToken = default) =>
        Transport.List<ModelInfo>("models", cancellationToken, ApiArea.Platform);

    /// <summary>Lists the MCP servers that the gateway behind the platform offers (<c>GET /mcp/server</c>), with one request.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The servers, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformSandboxException">The platform can't reach its gateway (502); thrown while the list is
    /// enumerated.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (McpServerInfo server in platform.Server.ListMcpServersAsync())
    ///     Console.WriteLine($"{server.Id} {server.Name}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<McpServerInfo> ListMcpServersAsync(CancellationToken cancellationToken = default) =>
        Transport.List<McpServerInfo>("mcp/server", cancellationToken, ApiArea.Platform);

    /// <summary>Lists the container images from which sandboxes are created (<c>GET /dockerfiles</c>), with one request.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The images, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (HarnessImage image in platform.Server.ListHarnessImagesAsync())
    ///     Console.WriteLine(image.Id);
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<HarnessImage> ListHarnessImagesAsync(CancellationToken cancellationToken = default) =>
        Transport.List<HarnessImage>("dockerfiles", cancellationToken);

    /// <summary>Gets the public configuration of the platform (<c>GET /api/config</c>).</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<PlatformConfiguration> GetConfigurationAsync(CancellationToken cancellationToken = default) =>
        Transport.GetAsync<PlatformConfiguration>("config", cancellationToken, ApiArea.Root);

    /// <summary>
    /// Checks whether the platform reaches the cluster on which it runs sandboxes (<c>GET /health/k8s</c>). If it does not, this is a
    /// result, not an exception.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The result of the check.</returns>
    /// <exception cref="AgentPlatformException">The platform itself can't be reached, or rejects the key.</exception>
    public virtual Task<PlatformHealth> GetHealthAsync(CancellationToken cancellationToken = default) =>
        Transport.SendForAsync<PlatformHealth>(
            new ApiRequest(HttpMethod.Get, "health/k8s", ApiArea.Platform) { Answer = HttpStatusCode.ServiceUnavailable },
            cancellationToken);

    /// <summary>
    /// Gets the platform's statistics (<c>GET /admin/stats</c>), such as the number of warm sandboxes and of sessions by status. They are
    /// meant for operators, and their format may change.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The platform's JSON.</returns>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<JsonElement> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        ApiResponse response =
            await Transport.SendAsync(new ApiRequest(HttpMethod.Get, "admin/stats", ApiArea.Platform),
            cancellationToken).ConfigureAwait(false);
        return response.ToElement();
    }

    /// <summary>
    /// Gets the state of the server that all sessions of inline harnesses share (<c>GET /admin/inline-harness</c>). For operators.
    /// </summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The state. If the platform can't reach its cluster, it reports that the server does not exist.</returns>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual Task<InlineHarnessStatus> GetInlineHarnessAsync(CancellationToken cancellationToken = default) =>
        Transport.GetAsync<InlineHarnessStatus>(InlineHarness, cancellationToken, ApiArea.Platform);

    /// <summary>
    /// Deploys the server that all sessions of inline harnesses share, or deletes it (<c>POST /admin/inline-harness</c>). For operators:
    /// deleting it ends the sessions that run on it.
    /// </summary>
    /// <param name="enable"><see langword="true"/> to deploy the server; <see langword="false"/> to delete it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The state. The server needs some time before its replicas are ready.</returns>
    /// <exception cref="AgentPlatformException">The request failed; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates
    /// whether it may have taken effect.</exception>
    public virtual Task<InlineHarnessStatus> SetInlineHarnessAsync(bool enable, CancellationToken cancellationToken = default) =>
        Transport.PostAsync<InlineHarnessStatus>(
            InlineHarness, RecordReader.Body(new InlineHarnessBody(enable)), cancellationToken, ApiArea.Platform);

    /// <summary>Gets the platform's metrics (<c>GET /metrics</c>).</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>Text in the format of Prometheus.</returns>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<string> GetMetricsAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new(HttpMethod.Get, "metrics", ApiArea.Platform) { Accept = "text/plain" };
        ApiResponse response = await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(response.Body);
    }
}
