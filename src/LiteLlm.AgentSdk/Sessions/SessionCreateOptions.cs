using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Options of a new session (<c>POST /agents/{id}/session</c>), and how to wait for it. All of them are optional.</summary>
public sealed class SessionCreateOptions
{
    /// <summary>Gets the session's title. The platform accepts it, but never returns it.</summary>
    /// <value>Default: none.</value>
    public string? Title { get; init; }

    /// <summary>
    /// Gets the first message, which the platform sends when the sandbox is ready. <see cref="Session.WaitForInitialReplyAsync"/> returns
    /// its reply.
    /// </summary>
    /// <value>Default: none.</value>
    public string? InitialPrompt { get; init; }

    /// <summary>Gets the images of <see cref="InitialPrompt"/>: at most 10.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Attachment>? InitialAttachments { get; init; }

    /// <summary>
    /// Gets environment variables of this sandbox, which override the agent's. The platform does not store them. The agent's rules apply.
    /// </summary>
    /// <value>Default: none.</value>
    public EnvironmentVariables? EnvVars { get; init; }

    /// <summary>Gets the ids (UUIDs) of the library's skills that the session uses: at most 10.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? SkillIds { get; init; }

    /// <summary>
    /// Gets a value indicating whether to wait until the session accepts messages. If not, call
    /// <see cref="Session.WaitUntilReadyAsync"/> later.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    [JsonIgnore]
    public bool WaitUntilReady { get; init; } = true;

    /// <summary>Gets how long to wait until the session is ready.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.ReadyTimeout"/>.</value>
    [JsonIgnore]
    public TimeSpan? ReadyTimeout { get; init; }

    /// <summary>Gets the receiver of progress reports: one for every change of the status or phase while the session is created.</summary>
    /// <value>Default: none.</value>
    /// <remarks>
    /// The receiver is called in order, before the method returns. <see cref="Progress{T}"/> hands each report on to the synchronization
    /// context or the thread pool, so that your code may see the last one after the method has returned.
    /// </remarks>
    [JsonIgnore]
    public IProgress<SessionProgress>? Progress { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    /// <value>Default: none.</value>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Returns the type and the title, without the options' secrets.</summary>
    /// <returns>The type's name and the title.</returns>
    public override string ToString() => $"{nameof(SessionCreateOptions)} {{ {nameof(Title)} = {Title} }}";
}
