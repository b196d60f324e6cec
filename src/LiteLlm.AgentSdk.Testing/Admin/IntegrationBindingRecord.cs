using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Admin;

/// <summary>The binding of an agent to a workspace of another service.</summary>
internal sealed record IntegrationBindingRecord(string AgentId, string ProviderId, LocalIntegrationInstall Install) : IStored
{
    public string Id { get; } = Ids.Uuid();

    public string Json() => JsText.OneLine($$"""
        {"binding_id":"{{Id}}","install_id":{{JsText.Quote(Install.InstallId)}},
         "workspace_name":{{JsText.Quote(Install.WorkspaceName)}},"enabled":true}
        """);
}
