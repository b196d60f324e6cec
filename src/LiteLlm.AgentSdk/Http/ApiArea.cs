namespace LiteLlm.AgentSdk.Http;

/// <summary>The prefix of the platform's paths that a call uses.</summary>
internal enum ApiArea
{
    /// <summary><c>/api/v1/managed_agents/...</c>; the only prefix that the older proxy has.</summary>
    ManagedAgents,

    /// <summary><c>/api/v1/...</c></summary>
    Platform,

    /// <summary><c>/api/...</c>: endpoints without a version, which need no key.</summary>
    Root,
}
