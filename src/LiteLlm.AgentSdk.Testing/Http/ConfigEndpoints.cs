using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>The platform's own small answers, and those for paths that are not there.</summary>
internal static class ConfigEndpoints
{
    private const string Page =
        """<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>404: This page could not be found.</title></head><body><h1>404</h1><h2>This page could not be found.</h2></body></html>""";

    public static void Map(RouteTable routes) => routes.Map(
        "GET", "/api/config", exchange => exchange.JsonAsync(200, """{"base_url":"","preinstalled_github_repo":"https://github.com/example/example"}"""), anonymous: true);

    /// <summary>What the web server says of paths outside the API.</summary>
    public static Task PageNotFoundAsync(Exchange exchange)
    {
        exchange.Header("cache-control", "private, no-cache, no-store, max-age=0, must-revalidate");
        return exchange.AnswerAsync(404, "text/html; charset=utf-8", Page);
    }

    /// <summary>What the gateway says of paths that the platform passes on to it.</summary>
    public static Task NoRouteAsync(Exchange exchange)
    {
        string message = JsText.Quote($"no route {exchange.Method} {exchange.Path["/api".Length..]}");
        return exchange.JsonAsync(404, $$$"""{"type":"error","error":{"type":"not_found_error","message":{{{message}}}}}""");
    }
}
