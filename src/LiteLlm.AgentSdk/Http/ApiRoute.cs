namespace LiteLlm.AgentSdk.Http;

/// <summary>The place of a server's API under the given base address.</summary>
internal enum ApiRoute
{
    /// <summary>The platform: <c>{root}/api/v1</c>.</summary>
    Platform,

    /// <summary>The older proxy: <c>{root}/v1</c>.</summary>
    Proxy,

    /// <summary>A gateway with its own prefix in place of the platform's base path.</summary>
    Direct,
}
