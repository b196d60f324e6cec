using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>What another service's console needs to know of the platform's app.</summary>
public sealed record IntegrationManifest : PlatformRecord
{
    /// <summary>Gets the platform's address, as it stands in the manifest.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? BaseUrl { get; init; }

    /// <summary>Gets the manifest: any JSON, as the service wants it.</summary>
    public JsonElement Manifest { get; init; }

    internal override string? MissingMember => Manifest.ValueKind == JsonValueKind.Undefined ? "manifest" : null;
}
