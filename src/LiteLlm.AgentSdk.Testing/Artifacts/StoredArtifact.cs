namespace LiteLlm.AgentSdk.Testing;

/// <summary>An artifact that a session has stored.</summary>
/// <param name="Id">The artifact's id.</param>
/// <param name="SessionId">The session's id.</param>
/// <param name="Name">The file's name.</param>
/// <param name="MimeType">The file's content type.</param>
/// <param name="Content">The file's content.</param>
public sealed record StoredArtifact(string Id, string SessionId, string Name, string MimeType, ReadOnlyMemory<byte> Content);
