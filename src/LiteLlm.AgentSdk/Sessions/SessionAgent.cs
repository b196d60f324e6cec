namespace LiteLlm.AgentSdk;

/// <summary>What a session knows of its agent: all of it where the agent itself opened the session, the id alone where the session was found by its own.</summary>
internal readonly record struct SessionAgent(string? Id, HarnessId Harness, string? Name, string? Model);
