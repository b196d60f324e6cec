using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The agent's to-do list; sent by opencode.</summary>
public sealed record TodoUpdatedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="TodoUpdatedEvent"/> class.</summary>
    public TodoUpdatedEvent()
        : base("todo.updated")
    {
    }

    /// <summary>Gets the to-do items, as a JSON array.</summary>
    [JsonIgnore]
    public JsonElement Todos { get => TodosJson?.Element ?? default; init => TodosJson = RawJson.From(value); }

    [JsonInclude, JsonPropertyName("todos")]
    internal RawJson? TodosJson { get; set; }
}
