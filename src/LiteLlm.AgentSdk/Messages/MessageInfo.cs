using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The properties of a message, without its parts. The harness sends it again after each change.</summary>
/// <remarks>
/// Equality compares the members that have a property. Lists and <see cref="AdditionalProperties"/> are compared by reference, so two
/// instances that were read from equal JSON are equal only if they have neither.
/// </remarks>
public sealed record MessageInfo
{
    /// <summary>
    /// Gets the message's id. An assistant message whose id begins with <c>pending-</c> is a placeholder that the platform adds while a
    /// turn runs.
    /// </summary>
    [JsonIgnore]
    public string Id { get => IdJson.Value ?? ""; init => IdJson = new(value); }

    /// <summary>Gets the sender's role.</summary>
    [JsonIgnore]
    public MessageRole Role { get => new(RoleJson.Value); init => RoleJson = new(value.Value.Length == 0 ? null : value.Value); }

    /// <summary>Gets the id of the user message that this one answers; sent by opencode.</summary>
    [JsonIgnore]
    public string? ParentId { get => ParentIdJson.Value; init => ParentIdJson = new(value); }

    /// <summary>Gets the harness's id of the session, which differs from the platform's.</summary>
    [JsonIgnore]
    public string? SessionId { get => SessionIdJson.Value; init => SessionIdJson = new(value); }

    /// <summary>Gets when the message was created and completed.</summary>
    [JsonIgnore]
    public MessageTime? Time { get => TimeJson.Value; init => TimeJson = new(value); }

    /// <summary>Gets the tokens that the message used.</summary>
    [JsonIgnore]
    public TokenUsage? Tokens { get => TokensJson.Value; init => TokensJson = new(value); }

    /// <summary>Gets the cost of the message, in US dollars.</summary>
    [JsonIgnore]
    public decimal? Cost { get => CostJson.Value; init => CostJson = new(value); }

    /// <summary>
    /// Gets why the message ended; <c>tool-calls</c> means that the turn continues with another message. Sent by opencode.
    /// </summary>
    [JsonIgnore]
    public string? Finish { get => FinishJson.Value; init => FinishJson = new(value); }

    /// <summary>Gets why the turn failed; null if it did not fail.</summary>
    [JsonIgnore]
    public TurnError? Error { get => ErrorJson.Value; init => ErrorJson = new(value); }

    /// <summary>Gets the model; sent by opencode.</summary>
    [JsonIgnore]
    public string? ModelId { get => ModelIdJson.Value; init => ModelIdJson = new(value); }

    /// <summary>Gets the model's provider; sent by opencode.</summary>
    [JsonIgnore]
    public string? ProviderId { get => ProviderIdJson.Value; init => ProviderIdJson = new(value); }

    /// <summary>Gets the name of the harness's own agent that ran the turn; sent by opencode.</summary>
    [JsonIgnore]
    public string? Agent { get => AgentJson.Value; init => AgentJson = new(value); }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString IdJson { get; set; }

    [JsonInclude, JsonPropertyName("role"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString RoleJson { get; set; }

    [JsonInclude, JsonPropertyName("parentID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ParentIdJson { get; set; }

    [JsonInclude, JsonPropertyName("sessionID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString SessionIdJson { get; set; }

    [JsonInclude, JsonPropertyName("time"), JsonConverter(typeof(WireConverter<MessageTime>))]
    internal Wire<MessageTime> TimeJson { get; set; }

    [JsonInclude, JsonPropertyName("tokens"), JsonConverter(typeof(WireConverter<TokenUsage>))]
    internal Wire<TokenUsage> TokensJson { get; set; }

    [JsonInclude, JsonPropertyName("cost")]
    internal WireNumber<decimal> CostJson { get; set; }

    [JsonInclude, JsonPropertyName("finish")]
    internal WireString FinishJson { get; set; }

    [JsonInclude, JsonPropertyName("error"), JsonConverter(typeof(TurnErrorConverter))]
    internal Wire<TurnError> ErrorJson { get; set; }

    [JsonInclude, JsonPropertyName("modelID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ModelIdJson { get; set; }

    [JsonInclude, JsonPropertyName("providerID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ProviderIdJson { get; set; }

    [JsonInclude, JsonPropertyName("agent"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString AgentJson { get; set; }
}
