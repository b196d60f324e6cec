using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <content>The doorbell: an agent without a client, as in the TypeScript SDK.</content>
public partial class Agent
{
    // However many platforms and keys: one set of connections.
    private static readonly Lazy<HttpClient> SharedHttp = new(AgentPlatformClient.Sockets);

    private static readonly SharedClients Clients = new(
        capacity: 64, static options =>
            new AgentPlatformClient(options, static () => SharedHttp.Value, HttpPipeline.Own, loggerFactory: null));

    /// <summary>
    /// Creates an agent (<c>POST /agents</c>) with a client that the whole process shares for the same platform, key and settings, and
    /// that is never disposed. Settings that differ, such as a key provider that is made again for each call, make a client each; the
    /// process keeps the 64 that were used last.
    /// </summary>
    /// <param name="options">What it is to be; <see cref="AgentCreateOptions.Model"/> is required.</param>
    /// <param name="platformOptions">Address, key and patience; what is not set comes from the environment.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformValidationException">The options can't be used, or something breaks the platform's rules; all
    /// problems at once.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
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
