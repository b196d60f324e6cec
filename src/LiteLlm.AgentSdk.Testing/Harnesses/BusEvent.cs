namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>An event of a harness session's event stream, which the code of harnesses calls the bus.</summary>
internal readonly record struct BusEvent(string Type, string Json);
