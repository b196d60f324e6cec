namespace LiteLlm.AgentSdk;

/// <summary>A file to put into an agent's sandboxes.</summary>
public sealed record SandboxFile
{
    /// <summary>The file's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it goes: a path that begins with <c>/</c> or <c>~</c>.</summary>
    public string SandboxPath { get; init; } = "";

    /// <summary>What is in it; sent as base64.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>What kind of file it is, such as <c>text/plain</c>.</summary>
    /// <value><see langword="null"/> leaves it out.</value>
    public string? ContentType { get; init; }

    /// <summary>How many bytes it has.</summary>
    public int Size => Content.Length;

    /// <summary>The path and the size; not the content.</summary>
    /// <returns>Such as <c>/root/.netrc (120 bytes)</c>.</returns>
    public override string ToString() => $"{SandboxPath} ({Content.Length} bytes)";
}
