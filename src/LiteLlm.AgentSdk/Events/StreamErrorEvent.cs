using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The stream was cut, says the platform. The turn itself goes on: this is not a failed turn.</summary>
public sealed record StreamErrorEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="StreamErrorEvent"/> class.</summary>
    public StreamErrorEvent()
        : base("error", flat: true)
    {
    }

    /// <summary>
    /// Gets why: <c>stream timeout</c>, <c>event stream interrupted</c>, <c>prompt_async failed</c>, <c>harness event stream failed</c>,
    /// ...
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
