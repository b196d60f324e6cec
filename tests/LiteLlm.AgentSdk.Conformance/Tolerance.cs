namespace LiteLlm.AgentSdk.Conformance;

/// <summary>A difference that says nothing about the interface.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it says nothing.</param>
/// <param name="Exchanges">The names of the exchanges in which it may be.</param>
/// <param name="Path">What the place where it may be begins with.</param>
internal sealed record Tolerance(string Name, string Reason, string[] Exchanges, string Path);
