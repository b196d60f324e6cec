using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What a new session is to be (<c>POST /agents/{id}/session</c>), and how to wait for it. Everything is optional.</summary>
public sealed class SessionCreateOptions
{
    /// <summary>Gets the session's title. The platform takes it and never gives it back.</summary>
    /// <value>Default: none.</value>
    public string? Title { get; init; }

    /// <summary>
    /// Gets the first message, sent by the platform as soon as the sandbox is ready. <see cref="Session.WaitForInitialReplyAsync"/> gives
    /// its reply.
    /// </summary>
    /// <value>Default: none.</value>
    public string? InitialPrompt { get; init; }

    /// <summary>Gets images that go with <see cref="InitialPrompt"/>: at most 10.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<Attachment>? InitialAttachments { get; init; }

    /// <summary>Gets environment of this sandbox, over the agent's own; never stored. The rules are the agent's.</summary>
    /// <value>Default: none.</value>
    public EnvironmentVariables? EnvVars { get; init; }

    /// <summary>Gets skills of the library for this session: ids (UUIDs), at most 10.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? SkillIds { get; init; }

    /// <summary>
    /// Gets a value indicating whether to wait until the session takes messages. If not, <see cref="Session.WaitUntilReadyAsync"/> does it
    /// later.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    [JsonIgnore]
    public bool WaitUntilReady { get; init; } = true;

    /// <summary>Gets how long to wait for it.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.ReadyTimeout"/>.</value>
    [JsonIgnore]
    public TimeSpan? ReadyTimeout { get; init; }

    /// <summary>Gets what is told of every change of status and phase while the session is created.</summary>
    /// <value>Default: nobody.</value>
    [JsonIgnore]
    public IProgress<SessionProgress>? Progress { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    /// <value>Default: none.</value>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Names the type alone: the options carry secrets.</summary>
    /// <returns>The type's name and the title.</returns>
    public override string ToString() => $"{nameof(SessionCreateOptions)} {{ {nameof(Title)} = {Title} }}";
}
