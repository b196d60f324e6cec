using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The turn failed before the agent could answer. With opencode, also: the turn was aborted.</summary>
public sealed record SessionErrorEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="SessionErrorEvent"/> class.</summary>
    public SessionErrorEvent()
        : base("session.error")
    {
    }

    /// <summary>Gets the error; sent by opencode.</summary>
    [JsonIgnore]
    public TurnError? Error { get => ErrorJson.Value; init => ErrorJson = new(value); }

    /// <summary>Gets the error's message.</summary>
    [JsonIgnore]
    public string? Message { get => MessageJson.Value ?? Error?.Message; init => MessageJson = new(value); }

    [JsonInclude, JsonPropertyName("error"), JsonConverter(typeof(TurnErrorConverter))]
    internal Wire<TurnError> ErrorJson { get; set; }

    [JsonInclude, JsonPropertyName("message")]
    internal WireString MessageJson { get; set; }
}
