namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>The data by which a message can be found on the platform after its sender has ended.</summary>
internal sealed record PendingMessage
{
    public IReadOnlyList<string> Texts { get; init; } = [];

    public string? Mark { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public static PendingMessage Of(SendOptions message, DateTimeOffset now) => new()
    {
        Texts = message.TextParts ?? (message.Text is { } text ? [text] : []),
        Mark = message.Mark,
        SentAt = now,
    };

    public SendOptions ToSendOptions() => Texts is [var text]
        ? new SendOptions { Text = text, Mark = Mark }
        : new SendOptions { TextParts = Texts, Mark = Mark };
}
