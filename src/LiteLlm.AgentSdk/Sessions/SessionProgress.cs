namespace LiteLlm.AgentSdk;

/// <summary>How far a session is on its way to ready; reported at every change of status or phase.</summary>
/// <param name="SessionId">The session. Known from the first report on, so that it is not lost when the wait ends early.</param>
/// <param name="Status">Its status.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="PhaseDetail">What the platform adds to the phase.</param>
/// <param name="Elapsed">The time since the wait began.</param>
public sealed record SessionProgress(string SessionId, SessionStatus Status, SessionPhase? Phase, string? PhaseDetail, TimeSpan Elapsed);
