using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A file that a template copies to the sandboxes of its agents.</summary>
public sealed record TemplateFile
{
    /// <summary>Gets the file's path in the template.</summary>
    public string TemplatePath { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the file's path in the sandbox.</summary>
    public string SandboxPath { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the content, as text.</summary>
    public string Content { get; init => field = value ?? ""; } = "";

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are kept unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Returns the path and the size, without the content.</summary>
    /// <returns>Text such as <c>~/.claude/settings.json (84 characters)</c>.</returns>
    public override string ToString() => $"{SandboxPath} ({Content.Length} characters)";

    /// <summary>Determines whether the other file has equal members.</summary>
    /// <param name="other">The other file.</param>
    /// <returns><see langword="true"/> if all members are equal; otherwise, <see langword="false"/>.</returns>
    public bool Equals(TemplateFile? other) =>
        other is not null && TemplatePath == other.TemplatePath && SandboxPath == other.SandboxPath && Content == other.Content
        && AdditionalMembers.AreEqual(AdditionalProperties, other.AdditionalProperties);

    /// <summary>Returns a hash code of the members.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => HashCode.Combine(TemplatePath, SandboxPath, Content);
}
