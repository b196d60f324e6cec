using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The status, the input and the output of a tool call.</summary>
/// <remarks>
/// Equality compares the members that have a property. Lists and <see cref="AdditionalProperties"/> are compared by reference, so two
/// instances that were read from equal JSON are equal only if they have neither.
/// </remarks>
public sealed record ToolState
{
    /// <summary>Gets the status of the call.</summary>
    [JsonIgnore]
    public ToolStatus Status { get => new(StatusJson.Value); init => StatusJson = new(value.Value.Length == 0 ? null : value.Value); }

    /// <summary>Gets the tool's input, exactly as the model wrote it; <see cref="JsonValueKind.Undefined"/> if it was not sent.</summary>
    [JsonIgnore]
    public JsonElement Input { get => InputJson?.Element ?? default; init => InputJson = RawJson.From(value); }

    /// <summary>Gets the tool's output. If the output is not a JSON string, this is its JSON.</summary>
    [JsonIgnore]
    public string? Output { get => OutputJson.Value; init => OutputJson = new(value); }

    /// <summary>Gets why the tool failed.</summary>
    [JsonIgnore]
    public string? Error { get => ErrorJson.Value; init => ErrorJson = new(value); }

    /// <summary>Gets the harness's title for this run of the tool; sent by opencode.</summary>
    [JsonIgnore]
    public string? Title { get => TitleJson.Value; init => TitleJson = new(value); }

    /// <summary>
    /// Gets the tool's metadata about its run; sent by opencode. <see cref="JsonValueKind.Undefined"/> if it was not sent.
    /// </summary>
    [JsonIgnore]
    public JsonElement Metadata { get => MetadataJson?.Element ?? default; init => MetadataJson = RawJson.From(value); }

    /// <summary>Gets when the tool ran; sent by opencode.</summary>
    [JsonIgnore]
    public PartTime? Time { get => TimeJson.Value; init => TimeJson = new(value); }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("status"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString StatusJson { get; set; }

    [JsonInclude, JsonPropertyName("input")]
    internal RawJson? InputJson { get; set; }

    [JsonInclude, JsonPropertyName("output"), JsonConverter(typeof(TextOrJsonConverter))]
    internal WireString OutputJson { get; set; }

    [JsonInclude, JsonPropertyName("error"), JsonConverter(typeof(TextOrJsonConverter))]
    internal WireString ErrorJson { get; set; }

    [JsonInclude, JsonPropertyName("title")]
    internal WireString TitleJson { get; set; }

    [JsonInclude, JsonPropertyName("metadata")]
    internal RawJson? MetadataJson { get; set; }

    [JsonInclude, JsonPropertyName("time"), JsonConverter(typeof(WireConverter<PartTime>))]
    internal Wire<PartTime> TimeJson { get; set; }

    /// <summary>Returns the record's type and its members.</summary>
    public override string ToString() => RecordText.Of(this, PrintMembers);
}
