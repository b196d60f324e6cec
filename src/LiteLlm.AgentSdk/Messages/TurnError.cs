using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Why a turn failed. It comes inside a successful answer: the status of a failed turn is 200.</summary>
public sealed record TurnError
{
    /// <summary>
    /// Gets what went wrong, by name: <c>SDKError</c>, <c>ResultError</c>, <c>APIError</c>, <c>AbortError</c>, <c>MessageAbortedError</c>,
    /// ... An open set.
    /// </summary>
    [JsonIgnore]
    public string Name { get => NameJson.Value ?? ""; init => NameJson = new(value); }

    /// <summary>
    /// Gets what the harness says about it, as it says it: with a <c>message</c>, and more with some. <see cref="JsonValueKind.Undefined"/>
    /// when nothing was sent.
    /// </summary>
    [JsonIgnore]
    public JsonElement Data { get => DataJson?.Element ?? default; init => DataJson = RawJson.From(value); }

    /// <summary>Gets the words of the error: the <c>message</c> of its data, or the text that came in place of an error object.</summary>
    [JsonIgnore]
    public string? Message =>
        JsonText.GetString(Data, "message")
        ?? JsonText.GetString(Data)
        ?? (AdditionalProperties is not null && AdditionalProperties.TryGetValue("message", out JsonElement message)
            ? JsonText.GetString(message) : null);

    /// <summary>Gets a value indicating whether this says that the turn was aborted, by the name that the harnesses give it.</summary>
    [JsonIgnore]
    public bool IsAbort => Name is "AbortError" or "MessageAbortedError";

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("name")]
    internal WireString NameJson { get; set; }

    [JsonInclude, JsonPropertyName("data")]
    internal RawJson? DataJson { get; set; }

    /// <summary>The record's type and its members.</summary>
    public override string ToString() => RecordText.Of(this, PrintMembers);
}
