namespace LiteLlm.AgentSdk;

/// <summary>
/// What a session knows about its agent: all properties if an <see cref="Agent"/> created the session; only the id if the session was read
/// by its id.
/// </summary>
internal readonly struct SessionAgent(string? id, HarnessId harness, string? name, string? model)
{
    public string? Id { get; } = id;

    public HarnessId Harness { get; } = harness;

    public string? Name { get; } = name;

    public string? Model { get; } = model;
}
