namespace LiteLlm.AgentSdk.Http;

/// <summary>Stands for an exception whose own words hold a secret: its text, with the secret taken out.</summary>
internal sealed class RedactedException(string text) : Exception(text);
