using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The harness's status of the session; sent by opencode.</summary>
public sealed record SessionStatusEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="SessionStatusEvent"/> class.</summary>
    public SessionStatusEvent()
        : base("session.status")
    {
    }

    /// <summary>Gets the status, with a <c>type</c>: <c>busy</c>, <c>idle</c>, <c>retry</c>, ...</summary>
    [JsonIgnore]
    public JsonElement Status { get => StatusJson?.Element ?? default; init => StatusJson = RawJson.From(value); }

    [JsonInclude, JsonPropertyName("status")]
    internal RawJson? StatusJson { get; set; }
}
