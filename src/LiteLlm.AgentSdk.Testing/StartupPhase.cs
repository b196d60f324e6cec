namespace LiteLlm.AgentSdk.Testing;

/// <summary>A phase that a session goes through while it is <c>creating</c>.</summary>
/// <param name="Name">The phase, such as <c>pod_running</c>; null for none.</param>
/// <param name="Duration">How long it lasts, by the platform's <see cref="LocalAgentPlatformOptions.TimeProvider"/>.</param>
/// <param name="Detail">What <c>phase_detail</c> says meanwhile; null for nothing.</param>
public sealed record StartupPhase(string? Name, TimeSpan Duration, string? Detail = null);
