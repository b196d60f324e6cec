namespace LiteLlm.AgentSdk.Http;

/// <summary>Where under the given address a server has its calls.</summary>
internal enum ApiRoute
{
    /// <summary>The platform: <c>{root}/api/v1</c>.</summary>
    Platform,

    /// <summary>The older proxy: <c>{root}/v1</c>.</summary>
    Proxy,

    /// <summary>A gateway that puts its own prefix in place of the platform's base path.</summary>
    Direct,
}
