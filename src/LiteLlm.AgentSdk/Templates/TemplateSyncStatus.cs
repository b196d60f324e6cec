using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The status of a synchronization with a template. The set is open: the platform may send other values.</summary>
[JsonConverter(typeof(OpenStringConverter<TemplateSyncStatus>))]
public readonly record struct TemplateSyncStatus : IOpenString<TemplateSyncStatus>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="TemplateSyncStatus"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public TemplateSyncStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>synced</c>: the agent has the newest version now.</summary>
    public static TemplateSyncStatus Synced { get; } = new("synced");

    /// <summary>Gets <c>already_up_to_date</c>: the agent already had the newest version.</summary>
    public static TemplateSyncStatus AlreadyUpToDate { get; } = new("already_up_to_date");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="TemplateSyncStatus"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator TemplateSyncStatus(string? value) => new(value);

    static TemplateSyncStatus IOpenString<TemplateSyncStatus>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}
