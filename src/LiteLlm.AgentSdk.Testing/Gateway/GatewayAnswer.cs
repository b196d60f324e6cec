namespace LiteLlm.AgentSdk.Testing;

/// <summary>A response of the gateway behind a <see cref="LocalAgentPlatform"/>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">The content type of the body.</param>
public sealed record GatewayAnswer(int Status, string Body, string ContentType = "application/json")
{
    /// <summary>Creates the platform's response if it can't reach the gateway: 502.</summary>
    /// <param name="reason">The reason.</param>
    public static GatewayAnswer Unreachable(string reason = "fetch failed") =>
        new(502, "{\"error\":" + Json.JsText.Quote("upstream unreachable: " + reason) + "}");
}
