namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>The platform under test, which the environment sets. Without an address and a key, it is the local platform.</summary>
internal sealed record AcceptanceSettings
{
    public const string HarnessesVariable = "LITELLM_AGENT_PLATFORM_HARNESSES";
    public const string ModelVariable = "LITELLM_AGENT_PLATFORM_MODEL";
    public const string SlowVariable = "LITELLM_AGENT_PLATFORM_SLOW";

    private static readonly HarnessId[] s_messages =
        [HarnessId.ClaudeAgentSdk, HarnessId.OpenCode, HarnessId.ClaudeCodeBrainInline, HarnessId.OpenCodeBrainInline];

    private static readonly HarnessId[] s_terminals = [HarnessId.ClaudeCode, HarnessId.Codex, HarnessId.Hermes, HarnessId.Gemini];

    private readonly HashSet<string>? _only;

    private AcceptanceSettings(HashSet<string>? only) => _only = only;

    public static AcceptanceSettings Current { get; } = Read(Environment.GetEnvironmentVariable);

    /// <summary>Gets the address of a real platform; null for the local one.</summary>
    public Uri? BaseUrl { get; private init; }

    public string? ApiKey { get; private init; }

    public string Model { get; private init; } = "";

    /// <summary>Gets a value indicating whether tests that take minutes run against a real platform.</summary>
    public bool Slow { get; private init; }

    public bool IsLocal => BaseUrl is null;

    /// <summary>Gets the tested harnesses that accept messages.</summary>
    public IEnumerable<HarnessId> MessageHarnesses => s_messages.Where(IsWanted);

    /// <summary>Gets the tested harnesses that are terminals.</summary>
    public IEnumerable<HarnessId> TerminalHarnesses => s_terminals.Where(IsWanted);

    public static AcceptanceSettings Read(Func<string, string?> variable)
    {
        string? url = Value(AgentPlatformOptions.BaseUrlVariable);
        string? key = Value(AgentPlatformOptions.ApiKeyVariable);
        if ((url is null) != (key is null))
        {
            throw new InvalidOperationException(
                $"Set both {AgentPlatformOptions.BaseUrlVariable} and {AgentPlatformOptions.ApiKeyVariable}, or neither.");
        }

        HashSet<string>? only = Value(HarnessesVariable)?
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        string[] known = [.. s_messages.Concat(s_terminals).Select(static harness => harness.Value)];
        if (only?.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new InvalidOperationException($"{HarnessesVariable} names '{unknown}'; the suite knows {string.Join(", ", known)}.");
        }

        return new AcceptanceSettings(only)
        {
            BaseUrl = url is null ? null : new Uri(url),
            ApiKey = key,
            Model = Value(ModelVariable) ?? "anthropic/claude-haiku-4-5",
            Slow = Value(SlowVariable) is "1" or "true",
        };

        string? Value(string name) => variable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    private bool IsWanted(HarnessId harness) => _only?.Contains(harness.Value) ?? true;
}
