using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <content>The resources of a session: memories, issues, artifacts, logs and diagnostics.</content>
public partial class Session
{
    /// <summary>
    /// Gets the client of the memories of the session's agent. Memories that it adds are marked as added in this session.
    /// </summary>
    public virtual SessionMemoriesClient Memories => new(Transport, Id);

    /// <summary>Gets the client of the issues that were found in the session.</summary>
    public virtual SessionIssuesClient Issues => new(Transport, Id);

    /// <summary>Gets the session's agent (<c>GET /agents/{id}</c>).</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The agent has been deleted.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Agent> GetAgentAsync(CancellationToken cancellationToken = default) =>
        AgentCalls.GetAsync(Transport, AgentId, cancellationToken);

    /// <summary>Stores a file with the session (<c>POST /sessions/{id}/artifacts</c>).</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">The file's content, from the stream's current position to its end. It is read into memory before it is sent.
    /// The stream is not disposed.</param>
    /// <param name="options">The content type and the size limit.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The artifact, with its address.</returns>
    /// <exception cref="AgentPlatformValidationException">The name is empty, the content type is not valid, or the content is larger than
    /// <see cref="ArtifactOptions.MaxSize"/>; nothing was sent.</exception>
    /// <exception cref="AgentPlatformSandboxException">The platform has no storage for artifacts (503).</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason;
    /// <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether the file may have been stored.</exception>
    /// <example>
    /// <code>
    /// await using FileStream report = File.OpenRead("report.pdf");
    /// Artifact artifact = await session.UploadArtifactAsync("report.pdf", report);
    /// Console.WriteLine(artifact.Url);
    /// </code>
    /// </example>
    public virtual Task<Artifact> UploadArtifactAsync(string name, Stream content, ArtifactOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ArtifactCalls.UploadAsync(Transport, Id, name, content, options ?? new ArtifactOptions(), cancellationToken);

    /// <summary>Reads the output of the session's sandbox (<c>GET /sessions/{id}/sandbox_logs</c>).</summary>
    /// <param name="options">How much of the output to read.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The output; empty if there is none, or if the sandbox no longer exists. It is untrusted: code in the sandbox wrote
    /// it.</returns>
    /// <exception cref="AgentPlatformValidationException">An option is out of range.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<string> GetSandboxLogsAsync(SandboxLogOptions? options = null, CancellationToken cancellationToken = default) =>
        SandboxCalls.GetLogsAsync(Transport, Id, options ?? new SandboxLogOptions(), cancellationToken);

    /// <summary>
    /// Makes the platform check the session, its sandbox and the sandbox's node (<c>GET /sessions/{id}/diagnose</c>).
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// The platform's JSON: <c>session</c>, <c>agent</c>, <c>pod</c>, <c>node</c>, <c>detected_issues</c> and more. It is meant for
    /// operators, and its format may change.
    /// </returns>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<JsonElement> DiagnoseAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{Id}/diagnose"));
        return (await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).ToElement();
    }

    /// <summary>
    /// Gets the names of the credentials that the session's sandbox may use (<c>GET /sessions/{id}/vault-keys</c>), without their values.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The names.</returns>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual async Task<IReadOnlyList<string>> GetVaultKeysAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{Id}/vault-keys"));
        ApiResponse response = await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return [.. response.Items().Select(item => response.Read(item.Json, LapJson.TypeInfo<string>()))];
    }

    /// <summary>
    /// Reads the requests of the sandbox into which the platform inserted credentials (<c>GET /sessions/{id}/interceptions</c>).
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The platform's records. They are meant for operators, and their format may change.</returns>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual async Task<IReadOnlyList<JsonElement>> GetInterceptionsAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{Id}/interceptions"));
        return [.. (await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).Items().Select(static item => item.Json)];
    }

    /// <summary>Gets the platform's last assessment of the session's progress (<c>GET /sessions/{id}/assessment</c>).</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The assessment; <see langword="null"/> if there is none yet.</returns>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual async Task<SessionAssessment?> GetAssessmentAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{Id}/assessment"));
        ApiResponse response = await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        JsonElement answer = response.ToElement();
        return answer.ValueKind == JsonValueKind.Null ? null : response.ReadRecord<SessionAssessment>(answer);
    }

    /// <summary>Makes the platform assess the session's progress (<c>POST /sessions/{id}/assessment</c>).</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The assessment.</returns>
    /// <exception cref="AgentPlatformException">The request failed.</exception>
    public virtual Task<SessionAssessment> AssessAsync(CancellationToken cancellationToken = default) =>
        Transport.PostAsync<SessionAssessment>(ApiPath.Of($"sessions/{Id}/assessment"), body: null, cancellationToken);
}
