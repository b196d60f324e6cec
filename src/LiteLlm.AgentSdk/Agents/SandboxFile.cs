using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A file to put into an agent's sandboxes.</summary>
public sealed record SandboxFile
{
    /// <summary>Gets the file's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets where it goes: a path that begins with <c>/</c> or <c>~</c>.</summary>
    public string SandboxPath { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what is in it; sent as base64.</summary>
    [JsonConverter(typeof(LenientBytesConverter))]
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Gets what kind of file it is, such as <c>text/plain</c>.</summary>
    /// <value><see langword="null"/> leaves it out.</value>
    public string? ContentType { get; init; }

    /// <summary>Gets how many bytes it has.</summary>
    public int Size => Content.Length;

    /// <summary>Gets or sets fields that this version of the SDK does not know, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Makes one of a file: its type is told by its content, its size checked before it is read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sandboxPath">Where it goes: a path that begins with <c>/</c> or <c>~</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The file, named as it is.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// The file has more than 7.5 MiB, which are 10 MiB as base64, or the path does not begin as it has to.
    /// </exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <example>
    /// <code>
    /// AgentCreateOptions options = new() { Model = model, SandboxFiles = [await SandboxFile.FromFileAsync("netrc", "~/.netrc")] };
    /// </code>
    /// </example>
    public static async Task<SandboxFile> FromFileAsync(string path, string sandboxPath, CancellationToken cancellationToken = default)
    {
        SandboxFile file = new() { SandboxPath = sandboxPath };
        AgentRules.ThrowIfInvalid(file, path);
        byte[] content = await FileContent.ReadFileAsync(path, AgentRules.MaxFileSize, "content", cancellationToken).ConfigureAwait(false);
        return file with { Name = Path.GetFileName(path), Content = content, ContentType = ContentTypes.Of(content) };
    }

    /// <summary>The path and the size; not the content.</summary>
    /// <returns>Such as <c>/root/.netrc (120 bytes)</c>.</returns>
    public override string ToString() => $"{SandboxPath} ({Content.Length} bytes)";

    /// <summary>Determines whether the other file has the same content, byte by byte.</summary>
    /// <param name="other">The other file.</param>
    /// <returns><see langword="true"/> if all members are equal; otherwise, <see langword="false"/>.</returns>
    public bool Equals(SandboxFile? other) =>
        other is not null && Name == other.Name && SandboxPath == other.SandboxPath && ContentType == other.ContentType
        && Content.Span.SequenceEqual(other.Content.Span) && AdditionalMembers.AreEqual(AdditionalProperties, other.AdditionalProperties);

    /// <summary>Gets a hash of the members.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Name, SandboxPath, ContentType, Content.Length);
}
