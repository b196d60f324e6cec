using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Skills;

/// <summary>A skill of the library.</summary>
internal sealed record SkillRecord(string Name, string? Description, string Content, DateTimeOffset CreatedAt) : IStored
{
    public string Id { get; } = Ids.Uuid();

    public string Json() => JsText.OneLine($$"""
        {"id":"{{Id}}","name":{{JsText.Quote(Name)}},"description":{{JsText.Quote(Description)}},
         "content":{{JsText.Quote(Content)}},"created_at":"{{JsText.Time(CreatedAt)}}"}
        """);
}
