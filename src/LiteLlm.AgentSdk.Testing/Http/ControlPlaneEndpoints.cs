namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>
/// Responds to the platform's calls as a LiteLLM Agent Control Plane does: with its web page, or with 405. It does not check the key.
/// </summary>
internal static class ControlPlaneEndpoints
{
    private const string Manifest = """{"name":"litellm-platform-plugin","display_name":"Agent Control Plane","version":"0.1.0"}""";

    private const string Page =
        """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title>Agent Control Plane</title></head>"""
        + """<body><div id="root"></div></body></html>""";

    public static Task AnswerAsync(Exchange exchange)
    {
        if (exchange.Method is not ("GET" or "HEAD"))
        {
            exchange.Header("allow", "GET,HEAD");
            return exchange.EmptyAsync(405);
        }

        return exchange.Path == "/api/plugin-manifest"
            ? exchange.JsonAsync(200, Manifest)
            : exchange.AnswerAsync(200, "text/html", Page);
    }
}
