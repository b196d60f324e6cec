using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A file to copy to an agent's sandboxes.</summary>
public sealed record SandboxFile
{
    /// <summary>Gets the file's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the file's path in the sandbox, which begins with <c>/</c> or <c>~</c>.</summary>
    public string SandboxPath { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the content, which is sent as base64.</summary>
    [JsonConverter(typeof(LenientBytesConverter))]
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Gets the content type, such as <c>text/plain</c>.</summary>
    /// <value><see langword="null"/> to send none.</value>
    public string? ContentType { get; init; }

    /// <summary>Gets the size of the content in bytes.</summary>
    public int Size => Content.Length;

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are kept unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>
    /// Creates an instance from a local file. Its content type is detected from the content, and its size is checked before it is read.
    /// </summary>
    /// <param name="path">The path of the local file.</param>
    /// <param name="sandboxPath">The file's path in the sandbox, which begins with <c>/</c> or <c>~</c>.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The file, with the name of the local file.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// The file is larger than 7.5 MiB, which are 10 MiB as base64, or the path in the sandbox does not begin with <c>/</c> or <c>~</c>.
    /// </exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The process has no permission to read the file.</exception>
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

    /// <summary>Returns the path and the size, without the content.</summary>
    /// <returns>Text such as <c>/root/.netrc (120 bytes)</c>.</returns>
    public override string ToString() => $"{SandboxPath} ({Content.Length} bytes)";

    /// <summary>Determines whether the other file has equal members; the contents are compared byte by byte.</summary>
    /// <param name="other">The other file.</param>
    /// <returns><see langword="true"/> if all members are equal; otherwise, <see langword="false"/>.</returns>
    public bool Equals(SandboxFile? other) =>
        other is not null && Name == other.Name && SandboxPath == other.SandboxPath && ContentType == other.ContentType
        && Content.Span.SequenceEqual(other.Content.Span) && AdditionalMembers.AreEqual(AdditionalProperties, other.AdditionalProperties);

    /// <summary>Returns a hash code of the members.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => HashCode.Combine(Name, SandboxPath, ContentType, Content.Length);
}
