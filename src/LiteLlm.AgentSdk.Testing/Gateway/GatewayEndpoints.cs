using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Gateway;

/// <summary>The gateway behind the platform, to which the platform forwards all paths that it does not know.</summary>
internal sealed class GatewayEndpoints(PlatformState platform)
{
    public Task AnswerAsync(Exchange exchange)
    {
        GatewayAnswer answer = platform.Options.Gateway(exchange.Request) ?? Answer(exchange.Method, exchange.Path["/api".Length..]);
        return exchange.AnswerAsync(answer.Status, answer.ContentType, answer.Body);
    }

    private GatewayAnswer Answer(string method, string path) => (method, path) switch
    {
        ("GET" or "HEAD", "/v1/models") => new(200, Models()),
        ("GET" or "HEAD", "/v1/mcp/server") => new(200, McpServers()),
        _ => new(404, JsText.OneLine($$$"""
            {"type":"error","error":{"type":"not_found_error","message":{{{JsText.Quote($"no route {method} {path}")}}}}}
            """)),
    };

    private string Models()
    {
        IList<string> models = platform.Options.Models;
        string data = string.Join(",", models.Select(JsText.Quote).Select(id => JsText.OneLine($$"""
            {"id":{{id}},"object":"model","type":"model","display_name":{{id}},"created":1700000000,
             "created_at":"2025-01-01T00:00:00Z","owned_by":"fake"}
            """)));
        return JsText.OneLine($$"""
            {"object":"list","data":[{{data}}],"has_more":false,"first_id":{{JsText.Quote(models.FirstOrDefault())}},
             "last_id":{{JsText.Quote(models.LastOrDefault())}}}
            """);
    }

    private string McpServers()
    {
        string data = string.Join(",", platform.Options.McpServers.Select(JsText.Quote).Select(id => $$"""{"id":{{id}},"name":{{id}}}"""));
        return $$"""{"data":[{{data}}]}""";
    }
}
