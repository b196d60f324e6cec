using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What a list of agents is sorted by.</summary>
[JsonConverter(typeof(OpenStringConverter<AgentSort>))]
public readonly record struct AgentSort : IOpenString<AgentSort>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="AgentSort"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public AgentSort(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>created_at</c>: by the time of creation: the platform's default.</summary>
    public static AgentSort CreatedAt { get; } = new("created_at");

    /// <summary>Gets <c>name</c>: by name.</summary>
    public static AgentSort Name { get; } = new("name");

    /// <summary>Gets <c>harness_id</c>: by harness.</summary>
    public static AgentSort HarnessId { get; } = new("harness_id");

    /// <summary>Gets <c>sessions</c>: by the number of sessions.</summary>
    public static AgentSort Sessions { get; } = new("sessions");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator AgentSort(string? value) => new(value);

    static AgentSort IOpenString<AgentSort>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
