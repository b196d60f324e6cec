using System.Net;
using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>What a platform says of itself, and of what is behind it: <see cref="AgentPlatformClient.Server"/>.</summary>
public class ServerClient
{
    private const string InlineHarness = "admin/inline-harness";

    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="ServerClient"/> class. For derived classes in tests: override what the test needs.
    /// </summary>
    protected ServerClient()
    {
    }

    internal ServerClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Lists the models that the gateway behind the platform offers (<c>GET /models</c>), with one request.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The models, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformSandboxException">The platform does not reach its gateway (502); thrown while the list is
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
    /// <exception cref="AgentPlatformSandboxException">The platform does not reach its gateway (502); thrown while the list is
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

    /// <summary>Lists the images that sandboxes are made from (<c>GET /dockerfiles</c>), with one request.</summary>
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

    /// <summary>Gets what the platform tells anybody of itself (<c>GET /api/config</c>).</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<PlatformConfiguration> GetConfigurationAsync(CancellationToken cancellationToken = default) =>
        Transport.GetAsync<PlatformConfiguration>("config", cancellationToken, ApiArea.Root);

    /// <summary>
    /// Asks whether the platform reaches what it runs sandboxes on (<c>GET /health/k8s</c>). That it does not is an answer, not an
    /// exception.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>Whether it does, and why not.</returns>
    /// <exception cref="AgentPlatformException">The platform itself can't be reached, or does not take the key.</exception>
    public virtual Task<PlatformHealth> GetHealthAsync(CancellationToken cancellationToken = default) =>
        Transport.SendForAsync<PlatformHealth>(
            new ApiRequest(HttpMethod.Get, "health/k8s", ApiArea.Platform) { Answer = HttpStatusCode.ServiceUnavailable },
            cancellationToken);

    /// <summary>
    /// Gets the numbers that the platform keeps of itself (<c>GET /admin/stats</c>): sandboxes kept warm, sessions by status. Their shape
    /// is the operator's.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The platform's JSON.</returns>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
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
    /// <returns>The state. A platform that does not reach its cluster reports that the server does not exist.</returns>
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
    /// <exception cref="AgentPlatformException">The request failed; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether
    /// it may have been done.</exception>
    public virtual Task<InlineHarnessStatus> SetInlineHarnessAsync(bool enable, CancellationToken cancellationToken = default) =>
        Transport.PostAsync<InlineHarnessStatus>(
            InlineHarness, RecordReader.Body(new InlineHarnessBody(enable)), cancellationToken, ApiArea.Platform);

    /// <summary>Gets the platform's metrics (<c>GET /metrics</c>).</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>Text in the format that Prometheus reads.</returns>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<string> GetMetricsAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new(HttpMethod.Get, "metrics", ApiArea.Platform) { Accept = "text/plain" };
        ApiResponse response = await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(response.Body);
    }
}
