namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>The harness did not respond. <see cref="Lost"/> is true if its sandbox is lost.</summary>
internal sealed class SandboxException(string message, bool lost = false) : Exception(message)
{
    public bool Lost => lost;
}
