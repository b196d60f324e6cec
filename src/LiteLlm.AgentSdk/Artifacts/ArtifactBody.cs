namespace LiteLlm.AgentSdk;

/// <summary>The request body that stores a file with a session.</summary>
internal sealed record ArtifactBody(string Name, string MimeType, ReadOnlyMemory<byte> Content, int Size)
{
    public override string ToString() => $"{Name} ({MimeType}, {Size} bytes)";
}
