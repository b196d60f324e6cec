namespace LiteLlm.AgentSdk.Testing.Storage;

/// <summary>Something that the platform keeps, by id.</summary>
internal interface IStored
{
    string Id { get; }
}
