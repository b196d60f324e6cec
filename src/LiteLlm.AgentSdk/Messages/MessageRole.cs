using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The role of a message's sender. The set is open: the platform may send other values.</summary>
[JsonConverter(typeof(OpenStringConverter<MessageRole>))]
public readonly record struct MessageRole : IOpenString<MessageRole>
{
    private readonly string? _value;

    /// <summary>Initializes a new instance of the <see cref="MessageRole"/> struct.</summary>
    /// <param name="value">The text that the platform uses. Comparison is case-sensitive.</param>
    public MessageRole(string? value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Gets <c>user</c>: the user.</summary>
    public static MessageRole User { get; } = new("user");

    /// <summary>Gets <c>assistant</c>: the agent.</summary>
    public static MessageRole Assistant { get; } = new("assistant");

    /// <summary>Gets the text that the platform uses; empty if it sent none.</summary>
    public string Value => _value ?? "";

    /// <summary>Converts the platform's text to a <see cref="MessageRole"/>.</summary>
    /// <param name="value">The text that the platform uses.</param>
    public static implicit operator MessageRole(string? value) => new(value);

    static MessageRole IOpenString<MessageRole>.Create(string value) => new(value);

    /// <summary>Returns <see cref="Value"/>.</summary>
    public override string ToString() => Value;
}
