using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A workspace of another service in which the platform is installed.</summary>
public sealed record IntegrationInstall
{
    /// <summary>Gets the installation's id, for <see cref="Agent.BindIntegrationAsync"/>.</summary>
    public string InstallId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the service's id of the workspace.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? WorkspaceId { get; init; }

    /// <summary>Gets the workspace's name.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? WorkspaceName { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are kept unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
