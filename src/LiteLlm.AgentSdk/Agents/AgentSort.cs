using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The field by which a list of agents is sorted. The set is open: the platform may accept other values.</summary>
[JsonConverter(typeof(OpenStringConverter<AgentSort>))]
public readonly record struct AgentSort : IOpenString<AgentSort>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="AgentSort"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public AgentSort(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>created_at</c>: by the time of creation, which is the platform's default.</summary>
    public static AgentSort CreatedAt { get; } = new("created_at");

    /// <summary>Gets <c>name</c>: by name.</summary>
    public static AgentSort Name { get; } = new("name");

    /// <summary>Gets <c>harness_id</c>: by harness.</summary>
    public static AgentSort HarnessId { get; } = new("harness_id");

    /// <summary>Gets <c>sessions</c>: by the number of sessions.</summary>
    public static AgentSort Sessions { get; } = new("sessions");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="AgentSort"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator AgentSort(string? value) => new(value);

    static AgentSort IOpenString<AgentSort>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}
