using Xunit;

namespace LiteLlm.AgentSdk.IntegrationTests;

/// <summary>A test against a real platform: it runs where the environment names one, and is skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealPlatformFactAttribute : FactAttribute
{
    internal const string Reason = "set LITELLM_AGENT_PLATFORM_URL and LITELLM_AGENT_PLATFORM_KEY to run against a real platform";

    public RealPlatformFactAttribute() => Skip = WhySkipped(Environment.GetEnvironmentVariable);

    /// <summary>Why the test can't run with this environment, or null when it can.</summary>
    internal static string? WhySkipped(Func<string, string?> variable) =>
        string.IsNullOrWhiteSpace(variable("LITELLM_AGENT_PLATFORM_URL")) || string.IsNullOrWhiteSpace(variable("LITELLM_AGENT_PLATFORM_KEY"))
            ? Reason
            : null;
}
