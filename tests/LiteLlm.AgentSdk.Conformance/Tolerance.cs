namespace LiteLlm.AgentSdk.Conformance;

/// <summary>A difference that does not concern the interface.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why the difference does not matter.</param>
/// <param name="Exchanges">The names of the exchanges in which it may occur.</param>
/// <param name="Path">The beginning of the path where it may occur.</param>
internal sealed record Tolerance(string Name, string Reason, string[] Exchanges, string Path);
