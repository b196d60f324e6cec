namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>
/// What a LiteLLM Agent Control Plane answers to a platform's calls: its web page, or that the method is not allowed. It does not look at
/// the key.
/// </summary>
internal static class ControlPlaneEndpoints
{
    private const string Manifest = """{"name":"litellm-platform-plugin","display_name":"Agent Control Plane","version":"0.1.0"}""";
    private const string Page = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/><title>Agent Control Plane</title></head><body><div id="root"></div></body></html>""";

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
