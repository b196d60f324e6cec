namespace LiteLlm.AgentSdk;

/// <summary>The generation of the platform's HTTP API that a server has.</summary>
public enum PlatformGeneration
{
    /// <summary>The first call detects it: it tries the platform's API first, then that of the older proxy.</summary>
    Auto = 0,

    /// <summary>The LiteLLM Agent Platform, under <c>/api/v1</c>. All current deployments have this API.</summary>
    Platform = 1,

    /// <summary>
    /// The LiteLLM proxy that offered agents before the platform existed, under <c>/v1/managed_agents</c>. This documentation calls it the
    /// older proxy.
    /// </summary>
    Proxy = 2,
}
