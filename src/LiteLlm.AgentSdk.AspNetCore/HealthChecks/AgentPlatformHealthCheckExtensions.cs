using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.AspNetCore.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a check of an agent platform among an application's health checks.</summary>
public static class AgentPlatformHealthCheckExtensions
{
    private static readonly TimeSpan s_degradedAfter = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Checks that the platform answers and takes the key, with the cheapest call that needs one (<c>GET /dockerfiles</c>). The description
    /// begins with what is wrong (<c>authentication</c>, <c>unreachable</c>, <c>timeout</c>, <c>sandbox</c>, <c>slow</c>, ...), which is
    /// also the <c>reason</c> of the data; neither holds an address or a key.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">
    /// What a platform that can't be reached, or that does not take the key, makes of the application; unhealthy by default.
    /// </param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <param name="timeout">The longest that the check may take; it fails then. By default what the client's own limits allow.</param>
    /// <param name="clientName">The name that the platform was registered under; the one without a name by default.</param>
    /// <param name="degradedAfter">After how long an answer is late: the check is degraded then. 5 seconds by default.</param>
    /// <returns>The health checks.</returns>
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
