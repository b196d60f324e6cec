namespace LiteLlm.AgentSdk.Http;

/// <summary>Replaces an exception whose text contains a secret: it has the same text without the secret.</summary>
internal sealed class RedactedException(string text) : Exception(text);
