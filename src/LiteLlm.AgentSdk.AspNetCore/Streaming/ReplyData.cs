namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>A turn's reply, without its parts, which have already been streamed.</summary>
internal sealed record ReplyData
{
    public required string Text { get; init; }

    public required IReadOnlyList<string> MessageIds { get; init; }

    public required bool IsPartial { get; init; }

    public required bool DuplicatedByPlatform { get; init; }

    public decimal? Cost { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public static ReplyData Of(Reply reply) => new()
    {
        Text = reply.Text,
        MessageIds = [.. reply.Messages.Select(m => m.Info.Id)],
        IsPartial = reply.IsPartial,
        DuplicatedByPlatform = reply.DuplicatedByPlatform,
        Cost = reply.Cost,
        InputTokens = reply.InputTokens,
        OutputTokens = reply.OutputTokens,
    };
}
