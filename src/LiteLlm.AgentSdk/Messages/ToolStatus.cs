using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The status of a tool call. The set is open: the platform may send other values.</summary>
[JsonConverter(typeof(OpenStringConverter<ToolStatus>))]
public readonly record struct ToolStatus : IOpenString<ToolStatus>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="ToolStatus"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public ToolStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>pending</c>: the model is still writing the call.</summary>
    public static ToolStatus Pending { get; } = new("pending");

    /// <summary>Gets <c>running</c>: the tool is running.</summary>
    public static ToolStatus Running { get; } = new("running");

    /// <summary>Gets <c>completed</c>: the tool has ended; see <see cref="ToolState.Output"/>.</summary>
    public static ToolStatus Completed { get; } = new("completed");

    /// <summary>Gets <c>error</c>: the tool failed; see <see cref="ToolState.Error"/>.</summary>
    public static ToolStatus Error { get; } = new("error");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="ToolStatus"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator ToolStatus(string? value) => new(value);

    static ToolStatus IOpenString<ToolStatus>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}
