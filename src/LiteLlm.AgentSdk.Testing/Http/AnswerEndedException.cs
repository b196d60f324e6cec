namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>A fault that ends the response body early, with a regular end.</summary>
internal sealed class AnswerEndedException() : Exception("A planned fault has ended the response.");
