namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>The platform's configuration calls, and the responses for unknown paths.</summary>
internal static class ConfigEndpoints
{
    private const string Page =
        """<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/>"""
        + """<meta name="viewport" content="width=device-width, initial-scale=1"/>"""
        + "<title>404: This page could not be found.</title></head>"
        + "<body><h1>404</h1><h2>This page could not be found.</h2></body></html>";

    /// <summary>The sign-in of the web page. Signing out needs no key.</summary>
    private const string SignIn = "/api/ui/auth/cookie";

    public static void Map(RouteTable routes) => routes
        .Map("GET", "/api/config", exchange =>
            exchange.JsonAsync(200, """{"base_url":"","preinstalled_github_repo":"https://github.com/example/example"}"""), anonymous: true)
        .Map("GET", "/api/v1/managed_agents/dockerfiles", exchange =>
            exchange.JsonAsync(200, """[{"id":"opencode","container_port":4096}]"""))
        .Map("POST", "/api/v1/agent-auth/refresh", RefreshAsync, anonymous: true)
        .Map("POST", SignIn, exchange =>
            exchange.IsAuthorized ? exchange.EmptyAsync(204) : exchange.ErrorAsync(401, "unauthorized"), anonymous: true)
        .Map("DELETE", SignIn, exchange => exchange.EmptyAsync(204), anonymous: true);

    /// <summary>Refuses to refresh a token: the local platform issues none.</summary>
    private static async Task RefreshAsync(Exchange exchange)
    {
        if (await exchange.FieldsAsync(static (body, issues) =>
            issues.Text(body, "refresh_token", required: true, minimum: 1,
            tooShort: "refresh_token required")).ConfigureAwait(false) is not null)
        {
            await exchange.ErrorAsync(401, "invalid refresh token").ConfigureAwait(false);
        }
    }

    /// <summary>Responds as the web server does for paths outside the API.</summary>
    public static Task PageNotFoundAsync(Exchange exchange)
    {
        exchange.Header("cache-control", "private, no-cache, no-store, max-age=0, must-revalidate");
        return exchange.AnswerAsync(404, "text/html; charset=utf-8", Page);
    }
}
