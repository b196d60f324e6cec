using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The agent's list of things to do; sent by opencode.</summary>
public sealed record TodoUpdatedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="TodoUpdatedEvent"/> class.</summary>
    public TodoUpdatedEvent()
        : base("todo.updated")
    {
    }

    /// <summary>Gets the things to do, a list.</summary>
    [JsonIgnore]
    public JsonElement Todos { get => TodosJson?.Element ?? default; init => TodosJson = RawJson.From(value); }

    [JsonInclude, JsonPropertyName("todos")]
    internal RawJson? TodosJson { get; set; }
}
