using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Who a message is from. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<MessageRole>))]
public readonly record struct MessageRole : IOpenString<MessageRole>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="MessageRole"/> struct.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public MessageRole(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>user</c>: the user.</summary>
    public static MessageRole User { get; } = new("user");

    /// <summary>Gets <c>assistant</c>: the agent.</summary>
    public static MessageRole Assistant { get; } = new("assistant");

    /// <summary>Gets the platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator MessageRole(string? value) => new(value);

    static MessageRole IOpenString<MessageRole>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
