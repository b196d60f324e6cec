using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>The platform data that a harness needs for one session.</summary>
internal sealed record HarnessHost(
    PlatformState Platform, string SessionId, string AgentId, string HarnessId, string Model, Func<int> NextTurnNumber)
{
    public TimeProvider Time => Platform.Time;

    /// <summary>Gets a value indicating whether the gateway does not offer the agent's model.</summary>
    public bool ModelIsUnknown => Platform.Options.UnknownModels.Contains(Model);

    public Ids Ids => Platform.Ids;

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
