using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What the model has written. The Claude Agent SDK sends it one content block at a time: several messages with one
/// <see cref="ClaudeApiMessage.Id"/> are one answer.
/// </summary>
public sealed record ClaudeAssistantMessage : ClaudeMessage
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeAssistantMessage"/> class.</summary>
    public ClaudeAssistantMessage()
        : base("assistant")
    {
    }

    /// <summary>Gets the API's message, with the block that this message delivers. Never null.</summary>
    [JsonIgnore]
    public ClaudeApiMessage Message { get => MessageJson.Value ?? new ClaudeApiMessage(); init => MessageJson = new(value); }

    /// <summary>
    /// Gets why the model could not be asked: <c>rate_limit</c>, <c>server_error</c>, <c>authentication_failed</c>, ... The content is the
    /// error's text then.
    /// </summary>
    /// <value><see langword="null"/> when it could.</value>
    [JsonIgnore]
    public string? Error { get => ErrorJson.Value; init => ErrorJson = new(value); }

    [JsonInclude, JsonPropertyName("message"), JsonConverter(typeof(WireConverter<ClaudeApiMessage>))]
    internal Wire<ClaudeApiMessage> MessageJson { get; set; }

    [JsonInclude, JsonPropertyName("error"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ErrorJson { get; set; }
}
