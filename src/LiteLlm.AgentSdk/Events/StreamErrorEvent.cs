using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The platform reports that it ends the stream. The turn did not fail; it may still be running.</summary>
public sealed record StreamErrorEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="StreamErrorEvent"/> class.</summary>
    public StreamErrorEvent()
        : base("error", flat: true)
    {
    }

    /// <summary>
    /// Gets the reason: <c>stream timeout</c>, <c>event stream interrupted</c>, <c>prompt_async failed</c>, <c>harness event stream
    /// failed</c>, ...
    /// </summary>
    [JsonIgnore]
    public string? Message
    {
        get => MessageJson.Value
            ?? (AdditionalProperties is not null && AdditionalProperties.TryGetValue("error", out JsonElement error)
                ? JsonText.GetString(error) ?? JsonText.GetString(error, "message")
                : null);
        init => MessageJson = new(value);
    }

    [JsonInclude, JsonPropertyName("message")]
    internal WireString MessageJson { get; set; }
}
