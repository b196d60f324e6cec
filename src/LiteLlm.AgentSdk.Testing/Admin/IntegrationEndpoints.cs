using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Admin;

/// <summary>Integrations with other services. None of them is switched on.</summary>
internal static class IntegrationEndpoints
{
    public static void Map(RouteTable routes) => routes
        .Map("GET", "/api/v1/integrations", exchange => exchange.JsonAsync(200, """{"providers":[{"id":"linear","display_name":"Linear","icon":"/integrations/linear.svg","docs_url":"https://linear.app/developers/agents","enabled":false,"has_manifest":false,"installs":[],"binding":null},{"id":"slack","display_name":"Slack","icon":"/integrations/slack.svg","docs_url":"https://api.slack.com/start","enabled":false,"has_manifest":true,"installs":[],"binding":null}]}"""))
        .Map("GET", "/api/v1/integrations/{integration}/manifest", NotEnabledAsync)
        .Map("POST", AgentEndpoints.Root + "/{id}/integrations/{integration}/bind", NotEnabledAsync)
        .Map("DELETE", AgentEndpoints.Root + "/{id}/integrations/{integration}/bind", NotEnabledAsync);

    private static Task NotEnabledAsync(Exchange exchange) =>
        exchange.ErrorAsync(404, $"integration \"{exchange["integration"]}\" not found or not enabled");
}
