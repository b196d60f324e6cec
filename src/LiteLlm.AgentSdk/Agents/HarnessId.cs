using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The program that runs an agent in its sandbox. The set is open: a harness that is not named here works all the same.</summary>
[JsonConverter(typeof(OpenStringConverter<HarnessId>))]
public readonly record struct HarnessId : IOpenString<HarnessId>
{
    private readonly string? _value;

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public HarnessId(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary><c>opencode</c>: The platform's default harness; takes messages over HTTP.</summary>
    public static HarnessId OpenCode { get; } = new("opencode");

    /// <summary><c>claude-agent-sdk</c>: The Claude Agent SDK; takes messages over HTTP and streams its own messages too.</summary>
    public static HarnessId ClaudeAgentSdk { get; } = new("claude-agent-sdk");

    /// <summary><c>claude-code-brain-inline</c>: Runs beside the platform and works in sandboxes that it provisions; needs at least one project.</summary>
    public static HarnessId ClaudeCodeBrainInline { get; } = new("claude-code-brain-inline");

    /// <summary><c>opencode-brain-inline</c>: opencode beside the platform, working in sandboxes that it provisions.</summary>
    public static HarnessId OpenCodeBrainInline { get; } = new("opencode-brain-inline");

    /// <summary><c>claude-code</c>: Claude Code in a terminal.</summary>
    public static HarnessId ClaudeCode { get; } = new("claude-code");

    /// <summary><c>codex</c>: Codex in a terminal.</summary>
    public static HarnessId Codex { get; } = new("codex");

    /// <summary><c>hermes</c>: Hermes in a terminal.</summary>
    public static HarnessId Hermes { get; } = new("hermes");

    /// <summary><c>gemini</c>: Gemini in a terminal.</summary>
    public static HarnessId Gemini { get; } = new("gemini");

    /// <summary>The platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator HarnessId(string? value) => new(value);

    static HarnessId IOpenString<HarnessId>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
