namespace LiteLlm.AgentSdk;

/// <summary>Which generation of the platform's HTTP interface a server speaks.</summary>
public enum PlatformGeneration
{
    /// <summary>Found out on the first call: the platform is asked first, then the older proxy.</summary>
    Auto = 0,

    /// <summary>The LiteLLM Agent Platform, under <c>/api/v1</c>: every current deployment.</summary>
    Platform = 1,

    /// <summary>The older LiteLLM proxy, under <c>/v1/managed_agents</c>.</summary>
    Proxy = 2,
}
