using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// Another service, such as Slack, that a <see cref="LocalAgentPlatform"/> is connected to: <see
/// cref="LocalAgentPlatformOptions.Integration"/>.
/// </summary>
public sealed class LocalIntegration
{
    /// <summary>Gets the service's id.</summary>
    /// <value><c>slack</c>.</value>
    public string Id { get; init; } = "slack";

    /// <summary>Gets the service's name.</summary>
    /// <value><c>Slack</c>.</value>
    public string DisplayName { get; init; } = "Slack";

    /// <summary>Gets the address of the service's icon, relative to the platform's.</summary>
    /// <value><c>/integrations/slack.svg</c>.</value>
    public string Icon { get; init; } = "/integrations/slack.svg";

    /// <summary>Gets the address of the service's documentation.</summary>
    /// <value><c>https://api.slack.com/start</c>.</value>
    public string DocsUrl { get; init; } = "https://api.slack.com/start";

    /// <summary>Gets the manifest of the service's app as JSON. <c>{base_url}</c> is replaced by the platform's address.</summary>
    /// <value>Default: a short manifest. If it is <see langword="null"/>, the service has no manifest.</value>
    public string? Manifest { get; init; } = JsText.OneLine($$$"""
        {"display_information":{"name":"Local agent platform"},
         "oauth_config":{"redirect_urls":["{base_url}/api/integrations/oauth/slack/callback"]}}
        """);

    /// <summary>Gets the workspaces in which the platform is installed.</summary>
    /// <value>One, with the id <c>install-1</c>.</value>
    public IList<LocalIntegrationInstall> Installs { get; } = [new("install-1", "T00000001", "Local workspace")];
}
