using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Who a message is from. The set is open.</summary>
[JsonConverter(typeof(OpenStringConverter<MessageRole>))]
public readonly record struct MessageRole : IOpenString<MessageRole>
{
    private readonly string? _value;

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text; compared case-sensitively.</param>
    public MessageRole(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary><c>user</c>: The user.</summary>
    public static MessageRole User { get; } = new("user");

    /// <summary><c>assistant</c>: The agent.</summary>
    public static MessageRole Assistant { get; } = new("assistant");

    /// <summary>The platform's own text; empty when nothing was sent.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes one of the text that the platform uses.</summary>
    /// <param name="value">The platform's own text.</param>
    public static implicit operator MessageRole(string? value) => new(value);

    static MessageRole IOpenString<MessageRole>.Create(string value) => new(value);

    /// <summary>The platform's own text.</summary>
    public override string ToString() => Value;
}
