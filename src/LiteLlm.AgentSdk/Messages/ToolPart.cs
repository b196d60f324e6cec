using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A tool call and, once it has ended, its outcome.</summary>
public sealed record ToolPart : MessagePart
{
    /// <summary>Initializes a new instance of the <see cref="ToolPart"/> class.</summary>
    public ToolPart()
        : base(PartType.Tool)
    {
    }

    /// <summary>Gets the tool's name.</summary>
    [JsonIgnore]
    public string Tool { get => ToolJson.Value ?? ""; init => ToolJson = new(value); }

    /// <summary>Gets the id of the call.</summary>
    [JsonIgnore]
    public string? CallId { get => CallIdJson.Value; init => CallIdJson = new(value); }

    /// <summary>Gets the status, the input and the output of the call. Never null.</summary>
    [JsonIgnore]
    public ToolState State { get => StateJson.Value ?? new ToolState(); init => StateJson = new(value); }

    [JsonInclude, JsonPropertyName("tool"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ToolJson { get; set; }

    [JsonInclude, JsonPropertyName("callID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString CallIdJson { get; set; }

    [JsonInclude, JsonPropertyName("state"), JsonConverter(typeof(WireConverter<ToolState>))]
    internal Wire<ToolState> StateJson { get; set; }
}
