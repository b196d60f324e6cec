namespace LiteLlm.AgentSdk.Testing;

/// <summary>A request to read a file of a session's sandbox.</summary>
/// <param name="SessionId">The session's id.</param>
/// <param name="SandboxName">The sandbox's name.</param>
/// <param name="Path">The file's path.</param>
public sealed record SandboxFileRead(string SessionId, string SandboxName, string Path);
