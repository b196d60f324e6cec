using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The status of a run of an automation. The set is open: the platform may send other values.</summary>
[JsonConverter(typeof(OpenStringConverter<AutomationRunStatus>))]
public readonly record struct AutomationRunStatus : IOpenString<AutomationRunStatus>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="AutomationRunStatus"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public AutomationRunStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>running</c>: its turn has not ended.</summary>
    public static AutomationRunStatus Running { get; } = new("running");

    /// <summary>Gets <c>succeeded</c>: its turn succeeded.</summary>
    public static AutomationRunStatus Succeeded { get; } = new("succeeded");

    /// <summary>Gets <c>failed</c>: it failed; see <see cref="AutomationRun.Error"/>.</summary>
    public static AutomationRunStatus Failed { get; } = new("failed");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="AutomationRunStatus"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator AutomationRunStatus(string? value) => new(value);

    static AutomationRunStatus IOpenString<AutomationRunStatus>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}
