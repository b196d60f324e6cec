using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The complete info of a message, which replaces the earlier one. It neither begins nor ends a turn.</summary>
public sealed record MessageUpdatedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="MessageUpdatedEvent"/> class.</summary>
    public MessageUpdatedEvent()
        : base("message.updated")
    {
    }

    /// <summary>Gets the message's info.</summary>
    [JsonIgnore]
    public MessageInfo Info { get => InfoJson.Value ?? new MessageInfo(); init => InfoJson = new(value); }

    [JsonInclude, JsonPropertyName("info"), JsonConverter(typeof(WireConverter<MessageInfo>))]
    internal Wire<MessageInfo> InfoJson { get; set; }

    internal override bool Fits => InfoJson.Value is not null;
}
