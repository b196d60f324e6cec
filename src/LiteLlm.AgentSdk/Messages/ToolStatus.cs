using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>How a tool call is. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<ToolStatus>))]
public readonly record struct ToolStatus : IOpenString<ToolStatus>
{
    private readonly string? _value;

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public ToolStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary><c>pending</c>: The call is being written.</summary>
    public static ToolStatus Pending { get; } = new("pending");

    /// <summary><c>running</c>: The tool runs.</summary>
    public static ToolStatus Running { get; } = new("running");

    /// <summary><c>completed</c>: The tool has ended; its output is there.</summary>
    public static ToolStatus Completed { get; } = new("completed");

    /// <summary><c>error</c>: The tool failed; its error is there.</summary>
    public static ToolStatus Error { get; } = new("error");

    /// <summary>The platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator ToolStatus(string? value) => new(value);

    static ToolStatus IOpenString<ToolStatus>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
