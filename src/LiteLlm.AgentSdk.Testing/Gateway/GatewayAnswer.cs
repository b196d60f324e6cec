namespace LiteLlm.AgentSdk.Testing;

/// <summary>What the gateway behind a <see cref="LocalAgentPlatform"/> answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">The body's type.</param>
public sealed record GatewayAnswer(int Status, string Body, string ContentType = "application/json")
{
    /// <summary>What the platform says when it can't reach the gateway: 502.</summary>
    /// <param name="reason">Why it can't.</param>
    public static GatewayAnswer Unreachable(string reason = "fetch failed") =>
        new(502, "{\"error\":" + Json.JsText.Quote("upstream unreachable: " + reason) + "}");
}
