namespace LiteLlm.AgentSdk.Testing.Storage;

/// <summary>The database refuses a value. The platform does not handle this and returns 500.</summary>
internal sealed class DatabaseFaultException(string message) : Exception(message);
