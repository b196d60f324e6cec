namespace LiteLlm.AgentSdk.Http;

/// <summary>Which branch of the platform's paths a call is on.</summary>
internal enum ApiArea
{
    /// <summary><c>/api/v1/managed_agents/...</c>; the only branch that the older proxy has.</summary>
    ManagedAgents,

    /// <summary><c>/api/v1/...</c></summary>
    Platform,

    /// <summary><c>/api/...</c>: what the platform tells anybody, whatever the version.</summary>
    Root,
}
