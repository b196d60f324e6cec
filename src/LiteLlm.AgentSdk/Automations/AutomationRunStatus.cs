using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>How a run of an automation is. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<AutomationRunStatus>))]
public readonly record struct AutomationRunStatus : IOpenString<AutomationRunStatus>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="AutomationRunStatus"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public AutomationRunStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>running</c>: its turn has not ended.</summary>
    public static AutomationRunStatus Running { get; } = new("running");

    /// <summary>Gets <c>succeeded</c>: its turn ended well.</summary>
    public static AutomationRunStatus Succeeded { get; } = new("succeeded");

    /// <summary>Gets <c>failed</c>: it failed; the run says why.</summary>
    public static AutomationRunStatus Failed { get; } = new("failed");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator AutomationRunStatus(string? value) => new(value);

    static AutomationRunStatus IOpenString<AutomationRunStatus>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
