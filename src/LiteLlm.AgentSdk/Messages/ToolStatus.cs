using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>How a tool call is. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<ToolStatus>))]
public readonly record struct ToolStatus : IOpenString<ToolStatus>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="ToolStatus"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public ToolStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>pending</c>: the call is being written.</summary>
    public static ToolStatus Pending { get; } = new("pending");

    /// <summary>Gets <c>running</c>: the tool runs.</summary>
    public static ToolStatus Running { get; } = new("running");

    /// <summary>Gets <c>completed</c>: the tool has ended; its output is there.</summary>
    public static ToolStatus Completed { get; } = new("completed");

    /// <summary>Gets <c>error</c>: the tool failed; its error is there.</summary>
    public static ToolStatus Error { get; } = new("error");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator ToolStatus(string? value) => new(value);

    static ToolStatus IOpenString<ToolStatus>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
