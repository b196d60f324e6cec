using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// An answer of the model, or a part of one. The Claude Agent SDK sends each content block separately: several messages with the same
/// <see cref="ClaudeApiMessage.Id"/> belong to one answer.
/// </summary>
public sealed record ClaudeAssistantMessage : ClaudeMessage
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeAssistantMessage"/> class.</summary>
    public ClaudeAssistantMessage()
        : base("assistant")
    {
    }

    /// <summary>Gets the API's message, which contains the block that this message delivers. Never null.</summary>
    [JsonIgnore]
    public ClaudeApiMessage Message { get => MessageJson.Value ?? new ClaudeApiMessage(); init => MessageJson = new(value); }

    /// <summary>
    /// Gets why the request to the model failed, such as <c>rate_limit</c>, <c>server_error</c> or <c>authentication_failed</c>. In that
    /// case the content is the error's text.
    /// </summary>
    /// <value><see langword="null"/> if the request succeeded.</value>
    [JsonIgnore]
    public string? Error { get => ErrorJson.Value; init => ErrorJson = new(value); }

    [JsonInclude, JsonPropertyName("message"), JsonConverter(typeof(WireConverter<ClaudeApiMessage>))]
    internal Wire<ClaudeApiMessage> MessageJson { get; set; }

    [JsonInclude, JsonPropertyName("error"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ErrorJson { get; set; }
}
