namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>A fault: what has been written leaves, then the connection closes without an end of the body.</summary>
internal sealed class ConnectionCutException() : Exception("The connection is cut, as planned.");
