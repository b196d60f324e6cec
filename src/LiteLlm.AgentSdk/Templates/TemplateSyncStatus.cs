using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What a synchronization with a template has done. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<TemplateSyncStatus>))]
public readonly record struct TemplateSyncStatus : IOpenString<TemplateSyncStatus>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="TemplateSyncStatus"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public TemplateSyncStatus(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>synced</c>: the agent has the newest version now.</summary>
    public static TemplateSyncStatus Synced { get; } = new("synced");

    /// <summary>Gets <c>already_up_to_date</c>: it had it before.</summary>
    public static TemplateSyncStatus AlreadyUpToDate { get; } = new("already_up_to_date");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator TemplateSyncStatus(string? value) => new(value);

    static TemplateSyncStatus IOpenString<TemplateSyncStatus>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
