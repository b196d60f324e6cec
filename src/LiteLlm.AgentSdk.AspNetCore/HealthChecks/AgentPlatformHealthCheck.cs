using LiteLlm.AgentSdk.AspNetCore.Problems;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiteLlm.AgentSdk.AspNetCore.HealthChecks;

/// <summary>
/// Requests the platform's list of images, which is the cheapest call that requires a valid key. The result contains the kind of a failure,
/// a status and a duration, but no address and no key.
/// </summary>
internal sealed class AgentPlatformHealthCheck(AgentPlatformClient platform, TimeSpan degradedAfter, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        long began = time.GetTimestamp();
        try
        {
            await platform.Server.ListHarnessImagesAsync(cancellationToken).GetFirstPageAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e)
        {
            (string code, _, string title) = ProblemKinds.Of(e);
            Dictionary<string, object> known = Data(code, time.GetElapsedTime(began));
            if (e.StatusCode is { } status)
            {
                known["status_code"] = (int)status;
            }

            // A rate limit shows that the platform is reachable and accepts the key.
            HealthStatus outcome = e is AgentPlatformRateLimitException ? HealthStatus.Degraded : context.Registration.FailureStatus;
            return new HealthCheckResult(outcome, $"{code}: {title}", e, known);
        }

        TimeSpan elapsed = time.GetElapsedTime(began);
        return elapsed > degradedAfter
            ? HealthCheckResult.Degraded("slow: The agent platform responded slowly.", data: Data("slow", elapsed))
            : HealthCheckResult.Healthy("The agent platform responds and accepts the key.", Data("ok", elapsed));
    }

    private static Dictionary<string, object> Data(string reason, TimeSpan elapsed) => new(StringComparer.Ordinal)
    {
        ["reason"] = reason,
        ["elapsed_ms"] = Math.Round(elapsed.TotalMilliseconds, 1),
    };
}
