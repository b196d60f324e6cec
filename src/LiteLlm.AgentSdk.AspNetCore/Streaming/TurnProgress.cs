namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>
/// What of a turn has been written, so that an event's id says exactly what the browser has with it. The SDK's own token may be ahead: one
/// event of the platform can be several updates.
/// </summary>
internal sealed class TurnProgress
{
    /// <summary>
    /// Browsers send the id back in a header. What is longer is left out: taking up from an earlier id repeats more, and loses nothing.
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

    /// <summary>A text grows.</summary>
    /// <returns>Where in the part the delta belongs, in UTF-16 code units.</returns>
    public int Grow(string messageId, string partId, int by, out bool isNew)
    {
        isNew = !_written.TryGetValue((messageId, partId), out TurnCheckpointPart? part);
        part ??= new TurnCheckpointPart { MessageId = messageId, PartId = partId, Length = 0, IsStarted = false, IsFinished = false };
        _written[(messageId, partId)] = part with { Length = part.Length + by };
        return part.Length;
    }

    /// <summary>A text is another one now.</summary>
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

    /// <summary>A tool has started or ended.</summary>
    /// <returns>The id of the part's message.</returns>
    public string Tool(TurnUpdate update, ToolPart tool, bool finished)
    {
        string name = tool.Id ?? tool.CallId ?? "";
        string messageId = MessageOf(update, tool, name);
        _written[(messageId, name)] =
            new TurnCheckpointPart { MessageId = messageId, PartId = name, Length = 0, IsStarted = true, IsFinished = finished };
        return messageId;
    }

    /// <summary>The id of the event that is written now.</summary>
    /// <returns><see langword="null"/> when the turn can't be taken up from here.</returns>
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

    /// <summary>Not every harness says in a part which message it is of.</summary>
    private static string MessageOf(TurnUpdate update, MessagePart part, string name) =>
        part.MessageId
        ?? (update.Event as MessagePartUpdatedEvent)?.MessageId
        ?? update.CreateCheckpoint()?.Parts.FirstOrDefault(p => p.PartId == name)?.MessageId
        ?? "";
}
