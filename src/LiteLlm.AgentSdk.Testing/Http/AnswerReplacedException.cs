namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>The request has taken effect, and a fault answers it.</summary>
internal sealed class AnswerReplacedException : Exception;
