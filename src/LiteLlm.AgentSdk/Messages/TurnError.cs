using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The error of a failed turn. It is part of a successful response: the HTTP status of a failed turn is 200.</summary>
public sealed record TurnError
{
    /// <summary>
    /// Gets the name of the error, such as <c>SDKError</c>, <c>ResultError</c>, <c>APIError</c>, <c>AbortError</c> or
    /// <c>MessageAbortedError</c>. The set is open.
    /// </summary>
    [JsonIgnore]
    public string Name { get => NameJson.Value ?? ""; init => NameJson = new(value); }

    /// <summary>
    /// Gets the harness's JSON about the error, which has a <c>message</c> and often more members; <see cref="JsonValueKind.Undefined"/> if
    /// it was not sent.
    /// </summary>
    [JsonIgnore]
    public JsonElement Data { get => DataJson?.Element ?? default; init => DataJson = RawJson.From(value); }

    /// <summary>Gets the error's message: the <c>message</c> of its data, or the text that came in place of an error object.</summary>
    [JsonIgnore]
    public string? Message =>
        JsonText.GetString(Data, "message")
        ?? JsonText.GetString(Data)
        ?? (AdditionalProperties is not null && AdditionalProperties.TryGetValue("message", out JsonElement message)
            ? JsonText.GetString(message) : null);

    /// <summary>Gets a value indicating whether the turn was aborted, according to <see cref="Name"/>.</summary>
    [JsonIgnore]
    public bool IsAbort => Name is "AbortError" or "MessageAbortedError";

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("name")]
    internal WireString NameJson { get; set; }

    [JsonInclude, JsonPropertyName("data")]
    internal RawJson? DataJson { get; set; }

    /// <summary>Returns the record's type and its members.</summary>
    public override string ToString() => RecordText.Of(this, PrintMembers);
}
