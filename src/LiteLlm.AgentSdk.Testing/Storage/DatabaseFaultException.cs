namespace LiteLlm.AgentSdk.Testing.Storage;

/// <summary>The platform's database refuses what it is given, which the platform does not expect: it answers 500.</summary>
internal sealed class DatabaseFaultException(string message) : Exception(message);
