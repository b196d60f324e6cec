namespace LiteLlm.AgentSdk.Testing;

/// <summary>A command that a session's sandbox is asked to carry out.</summary>
/// <param name="SessionId">The session's id.</param>
/// <param name="SandboxName">The sandbox's name.</param>
/// <param name="Command">The command line.</param>
/// <param name="Ended">Cancelled when nobody waits for it any more.</param>
public sealed record SandboxCommand(string SessionId, string SandboxName, string Command, CancellationToken Ended);
