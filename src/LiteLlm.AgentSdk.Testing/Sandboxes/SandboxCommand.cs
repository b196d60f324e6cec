namespace LiteLlm.AgentSdk.Testing;

/// <summary>A command for a session's sandbox.</summary>
/// <param name="SessionId">The session's id.</param>
/// <param name="SandboxName">The sandbox's name.</param>
/// <param name="Command">The command line.</param>
/// <param name="Ended">The token that is canceled when the caller no longer waits for the command.</param>
public sealed record SandboxCommand(string SessionId, string SandboxName, string Command, CancellationToken Ended);
