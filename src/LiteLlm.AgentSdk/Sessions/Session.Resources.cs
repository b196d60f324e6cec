using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <content>What hangs on a session: memories, issues, artifacts, and what the platform can say of it.</content>
public partial class Session
{
    /// <summary>Gets what the session's agent remembers; what is added is marked as noted in this session.</summary>
    public virtual SessionMemoriesClient Memories => new(Transport, Id);

    /// <summary>Gets what was found to be wrong in the session.</summary>
    public virtual SessionIssuesClient Issues => new(Transport, Id);

    /// <summary>Gets the session's agent (<c>GET /agents/{id}</c>).</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">It does not exist any more.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Agent> GetAgentAsync(CancellationToken cancellationToken = default) =>
        AgentCalls.GetAsync(Transport, AgentId, cancellationToken);

    /// <summary>Stores a file with the session (<c>POST /sessions/{id}/artifacts</c>).</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">What is in it, from where the stream stands to its end. It is read into memory before anything is sent, and
    /// not disposed.</param>
    /// <param name="options">What kind of file it is, and how big it may be.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The artifact, with its address.</returns>
    /// <exception cref="AgentPlatformValidationException">The name is empty, the type is none, or there is more than
    /// <see cref="ArtifactOptions.MaxSize"/>; nothing was sent.</exception>
    /// <exception cref="AgentPlatformSandboxException">The platform has no place for artifacts (503).</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/>
    /// tells whether it may be stored.</exception>
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

    /// <summary>Reads what the session's sandbox has printed (<c>GET /sessions/{id}/sandbox_logs</c>).</summary>
    /// <param name="options">How much of it.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The output; empty when there is none, or no sandbox any more. It comes from inside the sandbox: do not trust it.</returns>
    /// <exception cref="AgentPlatformValidationException">An option is out of range.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<string> GetSandboxLogsAsync(SandboxLogOptions? options = null, CancellationToken cancellationToken = default) =>
        SandboxCalls.GetLogsAsync(Transport, Id, options ?? new SandboxLogOptions(), cancellationToken);

    /// <summary>
    /// Has the platform look at the session, its sandbox and the node that it is on (<c>GET /sessions/{id}/diagnose</c>).
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>
    /// The platform's JSON, whose shape is the operator's: <c>session</c>, <c>agent</c>, <c>pod</c>, <c>node</c>, <c>detected_issues</c>
    /// and more.
    /// </returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<JsonElement> DiagnoseAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{Id}/diagnose"));
        return (await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).ToElement();
    }

    /// <summary>
    /// Names the credentials that the session's sandbox may use (<c>GET /sessions/{id}/vault-keys</c>), not their values.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The names.</returns>
    /// <exception cref="AgentPlatformException">Something went wrong.</exception>
    public virtual async Task<IReadOnlyList<string>> GetVaultKeysAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{Id}/vault-keys"));
        ApiResponse response = await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return [.. response.Items().Select(item => response.Read(item.Json, LapJson.TypeInfo<string>()))];
    }

    /// <summary>Reads where credentials were put into the sandbox's requests (<c>GET /sessions/{id}/interceptions</c>).</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The platform's records, whose shape is the operator's.</returns>
    /// <exception cref="AgentPlatformException">Something went wrong.</exception>
    public virtual async Task<IReadOnlyList<JsonElement>> GetInterceptionsAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{Id}/interceptions"));
        return [.. (await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false)).Items().Select(static item => item.Json)];
    }

    /// <summary>Gets the platform's last opinion of how the session is going (<c>GET /sessions/{id}/assessment</c>).</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The assessment; <see langword="null"/> when none has been made.</returns>
    /// <exception cref="AgentPlatformException">Something went wrong.</exception>
    public virtual async Task<SessionAssessment?> GetAssessmentAsync(CancellationToken cancellationToken = default)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{Id}/assessment"));
        ApiResponse response = await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        JsonElement answer = response.ToElement();
        return answer.ValueKind == JsonValueKind.Null ? null : response.ReadRecord<SessionAssessment>(answer);
    }

    /// <summary>Has the platform form an opinion of how the session is going (<c>POST /sessions/{id}/assessment</c>).</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The assessment.</returns>
    /// <exception cref="AgentPlatformException">Something went wrong.</exception>
    public virtual Task<SessionAssessment> AssessAsync(CancellationToken cancellationToken = default) =>
        Transport.PostAsync<SessionAssessment>(ApiPath.Of($"sessions/{Id}/assessment"), body: null, cancellationToken);
}
