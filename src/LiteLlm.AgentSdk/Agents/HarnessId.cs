using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The harness: the program that runs an agent in its sandbox. The set is open: other values than those named here work too.
/// </summary>
[JsonConverter(typeof(OpenStringConverter<HarnessId>))]
public readonly record struct HarnessId : IOpenString<HarnessId>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="HarnessId"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public HarnessId(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>opencode</c>: the platform's default harness, which accepts messages over HTTP.</summary>
    public static HarnessId OpenCode { get; } = new("opencode");

    /// <summary>
    /// Gets <c>claude-agent-sdk</c>: the Claude Agent SDK, which accepts messages over HTTP and also streams its own messages.
    /// </summary>
    public static HarnessId ClaudeAgentSdk { get; } = new("claude-agent-sdk");

    /// <summary>
    /// Gets <c>claude-code-brain-inline</c>: Claude Code, which runs beside the platform and works in sandboxes that it provisions. It
    /// needs at least one project.
    /// </summary>
    public static HarnessId ClaudeCodeBrainInline { get; } = new("claude-code-brain-inline");

    /// <summary>
    /// Gets <c>opencode-brain-inline</c>: opencode, which runs beside the platform and works in sandboxes that it provisions.
    /// </summary>
    public static HarnessId OpenCodeBrainInline { get; } = new("opencode-brain-inline");

    /// <summary>Gets <c>claude-code</c>: Claude Code in a terminal.</summary>
    public static HarnessId ClaudeCode { get; } = new("claude-code");

    /// <summary>Gets <c>codex</c>: Codex in a terminal.</summary>
    public static HarnessId Codex { get; } = new("codex");

    /// <summary>Gets <c>hermes</c>: Hermes in a terminal.</summary>
    public static HarnessId Hermes { get; } = new("hermes");

    /// <summary>Gets <c>gemini</c>: Gemini in a terminal.</summary>
    public static HarnessId Gemini { get; } = new("gemini");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Gets a value indicating whether the harness is opencode, beside the platform or in a sandbox.</summary>
    internal bool IsOpenCode => Value.StartsWith("opencode", StringComparison.Ordinal);

    /// <summary>Gets a value indicating whether the harness runs beside the platform.</summary>
    internal bool IsInline => Value.EndsWith("-brain-inline", StringComparison.Ordinal);

    /// <summary>Converts the platform's text to a <see cref="HarnessId"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator HarnessId(string? value) => new(value);

    static HarnessId IOpenString<HarnessId>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}
