namespace LiteLlm.AgentSdk;

/// <content>Further sandboxes of a session, beside its own.</content>
public partial class Session
{
    /// <summary>
    /// Makes a sandbox of this name ready (<c>POST /sessions/{id}/sandbox/provision</c>), which takes as long as a session's own.
    /// </summary>
    /// <param name="name">What the session calls it.</param>
    /// <param name="options">What is to be in it.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="AgentPlatformValidationException">The name is empty.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformTimeoutException">It was not ready within <see cref="AgentPlatformOptions.ReadyTimeout"/>.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    /// <example>
    /// <code>
    /// await session.ProvisionSandboxAsync("tests", new() { ProjectId = project.ProjectId });
    /// string output = await session.ExecuteInSandboxAsync("tests", "dotnet test");
    /// </code>
    /// </example>
    public virtual Task ProvisionSandboxAsync(string name, SandboxProvisionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        SandboxCalls.ProvisionAsync(Transport, Id, name, options ?? new SandboxProvisionOptions(), cancellationToken);

    /// <summary>Runs a command in a sandbox of the session (<c>POST /sessions/{id}/sandbox/execute</c>). Each call runs it once.</summary>
    /// <param name="sandboxName">The sandbox.</param>
    /// <param name="command">The command line, for the sandbox's shell.</param>
    /// <param name="options">How long it may take.</param>
    /// <param name="cancellationToken">Cancels waiting, not the command.</param>
    /// <returns>
    /// What it printed. The platform does not tell its exit code, and gives back in its place what went wrong when the sandbox did not
    /// answer as it should.
    /// </returns>
    /// <exception cref="AgentPlatformValidationException">The name or the command is empty.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/>
    /// tells whether it may have run.</exception>
    public virtual Task<string> ExecuteInSandboxAsync(string sandboxName, string command, SandboxExecuteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        SandboxCalls.ExecuteAsync(Transport, Id, sandboxName, command, options ?? new SandboxExecuteOptions(), cancellationToken);

    /// <summary>Reads a file in a sandbox of the session (<c>POST /sessions/{id}/sandbox/read-file</c>).</summary>
    /// <param name="sandboxName">The sandbox.</param>
    /// <param name="path">The file's path there.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>What is in it, as text. The platform gives back in its place what went wrong when the sandbox did not answer as it
    /// should.</returns>
    /// <exception cref="AgentPlatformValidationException">The name or the path is empty.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<string> ReadSandboxFileAsync(string sandboxName, string path, CancellationToken cancellationToken = default) =>
        SandboxCalls.ReadFileAsync(Transport, Id, sandboxName, path, cancellationToken);
}
