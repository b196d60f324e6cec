using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A file that a template puts into the sandboxes of its agents.</summary>
public sealed record TemplateFile
{
    /// <summary>Gets where the file is in the template.</summary>
    public string TemplatePath { get; init => field = value ?? ""; } = "";

    /// <summary>Gets where it goes.</summary>
    public string SandboxPath { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what is in it, as text.</summary>
    public string Content { get; init => field = value ?? ""; } = "";

    /// <summary>Gets or sets fields that this version of the SDK does not know, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>The path and the size; not the content.</summary>
    /// <returns>Such as <c>~/.claude/settings.json (84 characters)</c>.</returns>
    public override string ToString() => $"{SandboxPath} ({Content.Length} characters)";

    /// <summary>Determines whether the other file has the same content.</summary>
    /// <param name="other">The other file.</param>
    /// <returns><see langword="true"/> if all members are equal; otherwise, <see langword="false"/>.</returns>
    public bool Equals(TemplateFile? other) =>
        other is not null && TemplatePath == other.TemplatePath && SandboxPath == other.SandboxPath && Content == other.Content
        && AdditionalMembers.AreEqual(AdditionalProperties, other.AdditionalProperties);

    /// <summary>Gets a hash of the members.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(TemplatePath, SandboxPath, Content);
}
