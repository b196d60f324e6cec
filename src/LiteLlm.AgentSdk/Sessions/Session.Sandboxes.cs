namespace LiteLlm.AgentSdk;

/// <content>Additional sandboxes of a session.</content>
public partial class Session
{
    /// <summary>
    /// Creates an additional sandbox and waits until it is ready (<c>POST /sessions/{id}/sandbox/provision</c>). This takes as long as for
    /// the session's own sandbox.
    /// </summary>
    /// <param name="name">The sandbox's name in the session.</param>
    /// <param name="options">The project for the sandbox.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="AgentPlatformValidationException">The name is empty.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformTimeoutException">The sandbox was not ready within
    /// <see cref="AgentPlatformOptions.ReadyTimeout"/>.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    /// <example>
    /// <code>
    /// await session.ProvisionSandboxAsync("tests", new() { ProjectId = project.ProjectId });
    /// string output = await session.ExecuteInSandboxAsync("tests", "dotnet test");
    /// </code>
    /// </example>
    public virtual Task ProvisionSandboxAsync(string name, SandboxProvisionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        SandboxCalls.ProvisionAsync(Transport, Id, name, options ?? new SandboxProvisionOptions(), cancellationToken);

    /// <summary>
    /// Runs a command in a sandbox of the session (<c>POST /sessions/{id}/sandbox/execute</c>). The command is never retried.
    /// </summary>
    /// <param name="sandboxName">The sandbox's name.</param>
    /// <param name="command">The command line, for the sandbox's shell.</param>
    /// <param name="options">The timeout.</param>
    /// <param name="cancellationToken">Cancels waiting; the command continues.</param>
    /// <returns>
    /// The command's output. The platform does not report the exit code. If the sandbox does not respond correctly, the platform returns a
    /// description of the problem in place of the output.
    /// </returns>
    /// <exception cref="AgentPlatformValidationException">The name or the command is empty.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason;
    /// <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether the command may have run.</exception>
    public virtual Task<string> ExecuteInSandboxAsync(string sandboxName, string command, SandboxExecuteOptions? options = null,
        CancellationToken cancellationToken = default) =>
        SandboxCalls.ExecuteAsync(Transport, Id, sandboxName, command, options ?? new SandboxExecuteOptions(), cancellationToken);

    /// <summary>Reads a file in a sandbox of the session (<c>POST /sessions/{id}/sandbox/read-file</c>).</summary>
    /// <param name="sandboxName">The sandbox's name.</param>
    /// <param name="path">The file's path in the sandbox.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The file's content as text. If the sandbox does not respond correctly, the platform returns a description of the problem in
    /// place of the content.</returns>
    /// <exception cref="AgentPlatformValidationException">The name or the path is empty.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<string> ReadSandboxFileAsync(string sandboxName, string path, CancellationToken cancellationToken = default) =>
        SandboxCalls.ReadFileAsync(Transport, Id, sandboxName, path, cancellationToken);
}
