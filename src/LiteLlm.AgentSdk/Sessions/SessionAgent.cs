namespace LiteLlm.AgentSdk;

/// <summary>
/// What a session knows of its agent: all of it where the agent itself opened the session, the id alone where the session was found by its
/// own.
/// </summary>
internal readonly struct SessionAgent(string? id, HarnessId harness, string? name, string? model)
{
    public string? Id { get; } = id;

    public HarnessId Harness { get; } = harness;

    public string? Name { get; } = name;

    public string? Model { get; } = model;
}
