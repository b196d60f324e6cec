namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>A fault that sends the written bytes and then closes the connection before the end of the body.</summary>
internal sealed class ConnectionCutException() : Exception("A planned fault has cut the connection.");
