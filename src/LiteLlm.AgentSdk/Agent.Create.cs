using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <content>Creating an agent without a client, as in the TypeScript SDK.</content>
public partial class Agent
{
    // All clients share one set of connections, even for different platforms and keys.
    private static readonly Lazy<HttpClient> SharedHttp = new(AgentPlatformClient.Sockets);

    private static readonly SharedClients Clients = new(
        capacity: 64, static options =>
            new AgentPlatformClient(options, static () => SharedHttp.Value, HttpPipeline.Own, loggerFactory: null));

    /// <summary>
    /// Creates an agent (<c>POST /agents</c>) with a shared client of the process, which is never disposed. Calls with the same platform,
    /// key and settings share one client. Other settings, such as a new key provider object in each call, create another client; the
    /// process keeps the 64 most recently used.
    /// </summary>
    /// <param name="options">The agent's settings; <see cref="AgentCreateOptions.Model"/> is required.</param>
    /// <param name="platformOptions">The client's options. Options that are not set come from the environment.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformValidationException">An option is not valid, or breaks a rule of the platform. The exception lists all
    /// problems.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    /// <example>
    /// <code>
    /// Agent agent = await Agent.CreateAsync(new() { Model = "anthropic/claude-haiku-4-5", Prompt = "You are a senior reviewer." });
    /// </code>
    /// </example>
    public static Task<Agent> CreateAsync(
        AgentCreateOptions options, AgentPlatformOptions? platformOptions = null, CancellationToken cancellationToken = default) =>
        Shared(platformOptions).Agents.CreateAsync(options, cancellationToken);

    private static AgentPlatformClient Shared(AgentPlatformOptions? options)
    {
        AgentPlatformOptions resolved = (options ?? new AgentPlatformOptions()).Resolve();
        AgentPlatformOptionsValidator.ThrowIfInvalid(resolved);
        return Clients.Get(resolved);
    }
}
