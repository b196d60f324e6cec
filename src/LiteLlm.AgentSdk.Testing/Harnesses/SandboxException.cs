namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>The harness did not answer: <see cref="Lost"/> when its sandbox has gone.</summary>
internal sealed class SandboxException(string message, bool lost = false) : Exception(message)
{
    public bool Lost => lost;
}
