using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>What a harness knows of the platform around it, for one session.</summary>
internal sealed record HarnessHost(
    PlatformState Platform, string SessionId, string AgentId, string HarnessId, string Model, Func<int> NextTurnNumber)
{
    public TimeProvider Time => Platform.Time;

    /// <summary>Gets a value that indicates whether nobody offers the agent's model.</summary>
    public bool ModelIsUnknown => Platform.Options.UnknownModels.Contains(Model);

    public Ids Ids => Platform.Ids;

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
