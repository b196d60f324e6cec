namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>
/// Tracks what of a turn has been written, so that an event's id is exactly the position of the browser after this event. The SDK's own
/// checkpoint may be ahead of it, because one event of the platform can give several updates.
/// </summary>
internal sealed class TurnProgress
{
    /// <summary>
    /// The largest length of an id, because browsers send it back in a header. A longer id is omitted: resuming from an earlier id repeats
    /// more, but loses nothing.
    /// </summary>
    private const int MaxIdLength = 4096;

    private readonly Dictionary<(string Message, string Part), TurnCheckpointPart> _written = [];

    public TurnProgress(TurnCheckpoint? resumed)
    {
        foreach (TurnCheckpointPart part in resumed?.Parts ?? [])
        {
            _written[(part.MessageId, part.PartId)] = part;
        }
    }

    /// <summary>Records that a text grows.</summary>
    /// <returns>The position of the delta in the part, in UTF-16 code units.</returns>
    public int Advance(string messageId, string partId, int by, out bool isNew)
    {
        isNew = !_written.TryGetValue((messageId, partId), out TurnCheckpointPart? part);
        part ??= new TurnCheckpointPart { MessageId = messageId, PartId = partId, Length = 0, IsStarted = false, IsFinished = false };
        _written[(messageId, partId)] = part with { Length = part.Length + by };
        return part.Length;
    }

    /// <summary>Records that a text is replaced.</summary>
    /// <returns>The id of the part's message.</returns>
    public string Replace(TurnUpdate update, MessagePart part, int length)
    {
        string messageId = MessageOf(update, part, part.Id ?? "");
        _written[(messageId, part.Id ?? "")] =
            new TurnCheckpointPart
            {
                MessageId = messageId,
                PartId = part.Id
            ?? "",
                Length = length,
                IsStarted = false,
                IsFinished = false
            };
        return messageId;
    }

    /// <summary>Records that a tool has started or ended.</summary>
    /// <returns>The id of the part's message.</returns>
    public string Tool(TurnUpdate update, ToolPart tool, bool finished)
    {
        string name = tool.Id ?? tool.CallId ?? "";
        string messageId = MessageOf(update, tool, name);
        _written[(messageId, name)] =
            new TurnCheckpointPart { MessageId = messageId, PartId = name, Length = 0, IsStarted = true, IsFinished = finished };
        return messageId;
    }

    /// <summary>Returns the id of the event to write.</summary>
    /// <returns><see langword="null"/> if the turn can't be resumed from here.</returns>
    public string? ToId(TurnUpdate update)
    {
        if (update.CreateCheckpoint() is not { } token)
        {
            return null;
        }

        List<TurnCheckpointPart> parts = new(token.Parts.Count);
        foreach (TurnCheckpointPart part in token.Parts)
        {
            if (_written.TryGetValue((part.MessageId, part.PartId), out TurnCheckpointPart? written))
            {
                parts.Add(written);
            }
        }

        string id = (token with { Parts = parts }).ToString();
        return id.Length <= MaxIdLength && id.AsSpan().IndexOfAny('\r', '\n', '\0') < 0 ? id : null;
    }

    /// <summary>Returns the id of a part's message, which not every harness sends in the part.</summary>
    private static string MessageOf(TurnUpdate update, MessagePart part, string name) =>
        part.MessageId
        ?? (update.Event as MessagePartUpdatedEvent)?.MessageId
        ?? update.CreateCheckpoint()?.Parts.FirstOrDefault(p => p.PartId == name)?.MessageId
        ?? "";
}
