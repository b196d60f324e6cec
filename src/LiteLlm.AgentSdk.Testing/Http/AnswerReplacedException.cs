namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>The request has taken effect, and a fault replaces its response.</summary>
internal sealed class AnswerReplacedException : Exception;
