using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The program that runs an agent in its sandbox. The set is open: a harness that is not named here works all the same.</summary>
[JsonConverter(typeof(OpenStringConverter<HarnessId>))]
public readonly record struct HarnessId : IOpenString<HarnessId>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="HarnessId"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public HarnessId(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>opencode</c>: the platform's default harness; takes messages over HTTP.</summary>
    public static HarnessId OpenCode { get; } = new("opencode");

    /// <summary>Gets <c>claude-agent-sdk</c>: the Claude Agent SDK; takes messages over HTTP and streams its own messages too.</summary>
    public static HarnessId ClaudeAgentSdk { get; } = new("claude-agent-sdk");

    /// <summary>
    /// Gets <c>claude-code-brain-inline</c>: runs beside the platform and works in sandboxes that it provisions; needs at least one
    /// project.
    /// </summary>
    public static HarnessId ClaudeCodeBrainInline { get; } = new("claude-code-brain-inline");

    /// <summary>Gets <c>opencode-brain-inline</c>: opencode beside the platform, working in sandboxes that it provisions.</summary>
    public static HarnessId OpenCodeBrainInline { get; } = new("opencode-brain-inline");

    /// <summary>Gets <c>claude-code</c>: claude Code in a terminal.</summary>
    public static HarnessId ClaudeCode { get; } = new("claude-code");

    /// <summary>Gets <c>codex</c>: codex in a terminal.</summary>
    public static HarnessId Codex { get; } = new("codex");

    /// <summary>Gets <c>hermes</c>: hermes in a terminal.</summary>
    public static HarnessId Hermes { get; } = new("hermes");

    /// <summary>Gets <c>gemini</c>: gemini in a terminal.</summary>
    public static HarnessId Gemini { get; } = new("gemini");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator HarnessId(string? value) => new(value);

    static HarnessId IOpenString<HarnessId>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
