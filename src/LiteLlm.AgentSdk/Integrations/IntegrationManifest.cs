using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>The manifest of the platform's app, for the administration console of another service.</summary>
public sealed record IntegrationManifest : PlatformRecord
{
    /// <summary>Gets the platform's address in the manifest.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? BaseUrl { get; init; }

    /// <summary>Gets the manifest, as JSON in the service's format.</summary>
    public JsonElement Manifest { get; init; }

    internal override string? MissingMember => Manifest.ValueKind == JsonValueKind.Undefined ? "manifest" : null;
}
