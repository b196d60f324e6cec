namespace LiteLlm.AgentSdk.Testing;

/// <summary>A phase of a session whose status is <c>creating</c>.</summary>
/// <param name="Name">The phase, such as <c>pod_running</c>; null for none.</param>
/// <param name="Duration">The length of the phase, by the platform's <see cref="LocalAgentPlatformOptions.TimeProvider"/>.</param>
/// <param name="Detail">The value of <c>phase_detail</c> during the phase; null for none.</param>
public sealed record StartupPhase(string? Name, TimeSpan Duration, string? Detail = null);
