namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>A fault: the body ends here, cleanly.</summary>
internal sealed class AnswerEndedException() : Exception("The answer ends here, as planned.");
