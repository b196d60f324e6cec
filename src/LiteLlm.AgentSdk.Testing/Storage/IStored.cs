namespace LiteLlm.AgentSdk.Testing.Storage;

/// <summary>A record that the platform stores by id.</summary>
internal interface IStored
{
    string Id { get; }
}
