using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.AspNetCore.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extensions that add a check of an agent platform to an application's health checks.</summary>
public static class AgentPlatformHealthCheckExtensions
{
    private static readonly TimeSpan s_degradedAfter = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds a check that the platform responds and accepts the key, with the cheapest call that requires one (<c>GET /dockerfiles</c>). The
    /// description of a failed check begins with the kind of the failure (<c>authentication</c>, <c>unreachable</c>, <c>timeout</c>,
    /// <c>sandbox</c>, <c>slow</c>, ...), which is also the <c>reason</c> in the data. Neither contains an address or a key.
    /// </summary>
    /// <param name="builder">The builder of the health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">
    /// The status that is reported if the platform can't be reached or rejects the key. Default: unhealthy.
    /// </param>
    /// <param name="tags">Tags by which checks can be selected.</param>
    /// <param name="timeout">The timeout of the check, after which it fails. Default: the client's own timeouts.</param>
    /// <param name="clientName">The name under which the platform was registered. Default: the platform without a name.</param>
    /// <param name="degradedAfter">The duration after which a successful check counts as degraded. Default: 5 seconds.</param>
    /// <returns>The builder of the health checks.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddAgentPlatform(builder.Configuration.GetSection("AgentPlatform"));
    /// builder.Services.AddHealthChecks().AddAgentPlatformHealthCheck(tags: ["ready"], timeout: TimeSpan.FromSeconds(10));
    /// </code>
    /// </example>
    public static IHealthChecksBuilder AddAgentPlatformHealthCheck(
        this IHealthChecksBuilder builder,
        string name = "agent-platform",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null,
        string? clientName = null,
        TimeSpan? degradedAfter = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.Add(new HealthCheckRegistration(
            name,
            services => new AgentPlatformHealthCheck(
                clientName is null ? services.GetRequiredService<AgentPlatformClient>()
                    : services.GetRequiredKeyedService<AgentPlatformClient>(clientName),
                degradedAfter ?? s_degradedAfter,
                services.GetService<TimeProvider>() ?? TimeProvider.System),
            failureStatus,
            tags,
            timeout));
    }
}
