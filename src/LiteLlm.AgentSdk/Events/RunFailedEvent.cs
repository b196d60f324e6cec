using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The run has failed, and so has the turn; sent by the older proxy.</summary>
public sealed record RunFailedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="RunFailedEvent"/> class.</summary>
    public RunFailedEvent()
        : base("run.failed", flat: true)
    {
    }

    /// <summary>Gets the error; null if it was not sent.</summary>
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
