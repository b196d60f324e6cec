using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Admin;

/// <summary>The endpoints for other services and the bindings of agents to them. At most one service is enabled.</summary>
internal sealed class IntegrationEndpoints(PlatformState platform)
{
    private const string Root = "/api/v1/integrations";
    private const string Bind = AgentEndpoints.Root + "/{id}/integrations/{integration}/bind";

    /// <summary>The services that the platform supports.</summary>
    private static readonly LocalIntegration[] s_known =
    [
        new() { Id = "linear", DisplayName = "Linear", Icon = "/integrations/linear.svg",
            DocsUrl = "https://linear.app/developers/agents", Manifest = null },
        new(),
    ];

    private LocalIntegration? Enabled => platform.Options.Integration;

    public void Map(RouteTable routes) => routes
        .Map("GET", Root, ListAsync)
        .Map("GET", Root + "/{integration}/manifest", ManifestAsync)
        .Map("POST", Bind, exchange => WithProviderAsync(exchange, provider => BindAsync(exchange, provider)))
        .Map("DELETE", Bind, exchange => WithProviderAsync(exchange, provider => UnbindAsync(exchange, provider)));

    private Task ListAsync(Exchange exchange)
    {
        string? agent = exchange.StoredQuery("agent_id") is { Length: > 0 } id ? id : null;
        IEnumerable<LocalIntegration> known = s_known.Select(provider => provider.Id == Enabled?.Id ? Enabled : provider);
        if (Enabled is { } enabled && !s_known.Any(provider => provider.Id == enabled.Id))
        {
            known = known.Append(enabled);
        }

        return exchange.JsonAsync(200, "{\"providers\":[" + string.Join(",", known.Select(provider => Json(provider, agent))) + "]}");
    }

    private string Json(LocalIntegration provider, string? agent)
    {
        bool isEnabled = ReferenceEquals(provider, Enabled);
        IEnumerable<string> installs = (isEnabled ? provider.Installs : []).Select(install => JsText.OneLine($$"""
            {"install_id":{{JsText.Quote(install.InstallId)}},"workspace_id":{{JsText.Quote(install.WorkspaceId)}},
             "workspace_name":{{JsText.Quote(install.WorkspaceName)}}}
            """));
        string binding = FindBindings(agent, provider.Id) is [var bound, ..] ? bound.Json() : "null";
        return JsText.OneLine($$"""
            {"id":{{JsText.Quote(provider.Id)}},"display_name":{{JsText.Quote(provider.DisplayName)}},
             "icon":{{JsText.Quote(provider.Icon)}},"docs_url":{{JsText.Quote(provider.DocsUrl)}},
             "enabled":{{JsText.Bool(isEnabled)}},"has_manifest":{{JsText.Bool(provider.Manifest is not null)}},
             "installs":[{{string.Join(",", installs)}}],"binding":{{binding}}}
            """);
    }

    private Task ManifestAsync(Exchange exchange) => WithProviderAsync(exchange, provider =>
    {
        string address = platform.BaseUrl.AbsoluteUri.TrimEnd('/');
        return provider.Manifest is not { } manifest
            ? exchange.ErrorAsync(404, $"integration \"{provider.Id}\" has no manifest")
            : exchange.JsonAsync(200, JsText.OneLine($$"""
                {"base_url":{{JsText.Quote(address)}},
                 "manifest":{{manifest.Replace("{base_url}", address, StringComparison.Ordinal)}}}
                """));
    });

    /// <summary>Checks in the platform's order: the service, the body, the agent, the workspace.</summary>
    private async Task BindAsync(Exchange exchange, LocalIntegration provider)
    {
        string? wanted = await exchange.FieldsAsync(static (body, issues) =>
            issues.Text(body, "install_id", required: true, minimum: 1, tooShort: "install_id required")).ConfigureAwait(false);
        if (wanted is null)
        {
            return;
        }

        if (platform.Agents.Find(exchange["id"]) is not { } agent)
        {
            await exchange.ErrorAsync(404, "agent not found").ConfigureAwait(false);
            return;
        }

        if (provider.Installs.FirstOrDefault(known => known.InstallId == wanted) is not { } install)
        {
            await exchange.ErrorAsync(404, "install not found for this integration").ConfigureAwait(false);
            return;
        }

        platform.Bindings.RemoveAll(binding => Matches(binding, agent.Id, provider.Id) && binding.Install.InstallId != install.InstallId);
        IntegrationBindingRecord bound = platform.Bindings.ChangeOrAdd(
            binding => Matches(binding, agent.Id, provider.Id), static binding => binding, () => new(agent.Id, provider.Id, install)).Item;
        await exchange.JsonAsync(200, bound.Json()).ConfigureAwait(false);
    }

    /// <summary>Removes an agent's bindings. A missing agent is not an error.</summary>
    private Task UnbindAsync(Exchange exchange, LocalIntegration provider)
    {
        IReadOnlyList<IntegrationBindingRecord> bound = FindBindings(exchange["id"], provider.Id);
        platform.Bindings.RemoveAll(bound.Contains);
        return exchange.JsonAsync(200, $$"""{"deleted":{{bound.Count}}}""");
    }

    private IReadOnlyList<IntegrationBindingRecord> FindBindings(string? agent, string provider) =>
        agent is null ? [] : platform.Bindings.Where(binding => Matches(binding, agent, provider));

    private static bool Matches(IntegrationBindingRecord binding, string agent, string provider) =>
        binding.AgentId == agent && binding.ProviderId == provider;

    private Task WithProviderAsync(Exchange exchange, Func<LocalIntegration, Task> action) =>
        Enabled is { } provider && provider.Id == exchange["integration"]
        ? action(provider)
        : exchange.ErrorAsync(404, $"integration \"{exchange["integration"]}\" not found or not enabled");
}
