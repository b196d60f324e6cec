using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>How a tool call is, what went in and what came out.</summary>
/// <remarks>
/// Equality compares the members that have a property of their own; of lists and of <see cref="AdditionalProperties"/> it compares the
/// references. Two that were read from equal JSON are equal only if they hold neither.
/// </remarks>
public sealed record ToolState
{
    /// <summary>Gets how the call is.</summary>
    [JsonIgnore]
    public ToolStatus Status { get => new(StatusJson.Value); init => StatusJson = new(value.Value.Length == 0 ? null : value.Value); }

    /// <summary>Gets the tool's input, exactly as the model wrote it. <see cref="JsonValueKind.Undefined"/> when it was not sent.</summary>
    [JsonIgnore]
    public JsonElement Input { get => InputJson?.Element ?? default; init => InputJson = RawJson.From(value); }

    /// <summary>Gets what the tool gave back. Of output that is not text but JSON, the JSON.</summary>
    [JsonIgnore]
    public string? Output { get => OutputJson.Value; init => OutputJson = new(value); }

    /// <summary>Gets why the tool failed.</summary>
    [JsonIgnore]
    public string? Error { get => ErrorJson.Value; init => ErrorJson = new(value); }

    /// <summary>Gets what the harness calls this run of the tool; sent by opencode.</summary>
    [JsonIgnore]
    public string? Title { get => TitleJson.Value; init => TitleJson = new(value); }

    /// <summary>
    /// Gets what the tool says about its run; sent by opencode. <see cref="JsonValueKind.Undefined"/> when it was not sent.
    /// </summary>
    [JsonIgnore]
    public JsonElement Metadata { get => MetadataJson?.Element ?? default; init => MetadataJson = RawJson.From(value); }

    /// <summary>Gets when the tool ran; sent by opencode.</summary>
    [JsonIgnore]
    public PartTime? Time { get => TimeJson.Value; init => TimeJson = new(value); }

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
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

    /// <summary>The record's type and its members.</summary>
    public override string ToString() => RecordText.Of(this, PrintMembers);
}
