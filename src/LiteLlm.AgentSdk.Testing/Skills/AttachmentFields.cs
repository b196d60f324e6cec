using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Skills;

/// <summary>The fields of a request that attaches a skill of the library, or new content, to an agent.</summary>
internal sealed record AttachmentFields(string? SkillId, string? Content, string? Name, string? Description, bool SaveToLibrary)
{
    private JsonElement Body { get; init; }

    public static AttachmentFields Read(JsonElement body, Issues issues)
    {
        var byId = new Issues();
        string? id = byId.Text(body, "skill_id", required: true, minimum: 1);
        if (!byId.Any)
        {
            return new(id, null, null, null, SaveToLibrary: false) { Body = body };
        }

        var inline = new Issues();
        string? content = inline.Text(body, "content", required: true, minimum: 1);
        string? name = inline.Text(body, "name");
        string? description = inline.Text(body, "description");
        bool? save = inline.Boolean(body, "save_to_library");
        if (inline.Any)
        {
            issues.AddInvalidUnion([], byId, inline);
        }

        return new(null, content, name, description, save ?? true) { Body = body };
    }

    public void CheckStored() => StoredText.Check(Body, "skill_id", "name", "description", "content");
}
