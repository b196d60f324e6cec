namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>An event on a harness session's bus.</summary>
internal readonly record struct BusEvent(string Type, string Json);
