namespace LiteLlm.AgentSdk;

/// <summary>The progress of a session's creation; reported at every change of its status or phase.</summary>
/// <param name="SessionId">The session's id, so that the session can still be used or terminated if the wait fails.</param>
/// <param name="Status">The session's status.</param>
/// <param name="Phase">The phase of its creation.</param>
/// <param name="PhaseDetail">Details about the phase.</param>
/// <param name="Elapsed">The time since the wait began.</param>
public sealed record SessionProgress(string SessionId, SessionStatus Status, SessionPhase? Phase, string? PhaseDetail, TimeSpan Elapsed);
