using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Skills;

/// <summary>The fields of a request that creates or changes a skill. A null description removes it.</summary>
internal sealed record SkillFields(string? Name, (string? Value, bool Sent) Description, string? Content)
{
    private JsonElement Body { get; init; }

    public static SkillFields ForNew(JsonElement body, Issues issues) => new(
        issues.Text(body, "name", required: true, minimum: 1),
        (issues.Text(body, "description"), true),
        issues.Text(body, "content", required: true, minimum: 1))
    { Body = body };

    public static SkillFields ForChange(JsonElement body, Issues issues) => new(
        issues.Text(body, "name", minimum: 1),
        issues.NullableText(body, "description"),
        issues.Text(body, "content", minimum: 1))
    { Body = body };

    public void CheckStored() => StoredText.Check(Body, "name", "description", "content");
}
