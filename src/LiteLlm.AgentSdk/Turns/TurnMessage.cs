namespace LiteLlm.AgentSdk.Turns;

/// <summary>What has come of a message so far.</summary>
internal sealed class TurnMessage(string id)
{
    private readonly Dictionary<string, TurnPart> _byId = new(StringComparer.Ordinal);
    private readonly List<TurnPart> _parts = [];
    private int _withoutId;
    private TurnPart? _last;

    public string Id { get; } = id;

    public MessageInfo? Info { get; set; }

    public bool IsUsers { get; set; }

    /// <summary>Whether it was there before the turn's question, so that it is another turn's.</summary>
    public bool IsForeign { get; set; }

    /// <summary>Whether the thread has said that it is the turn's.</summary>
    public bool IsOwn { get; set; }

    public bool IsEnlisted { get; set; }

    /// <summary>The question that had shown last when this first showed on the stream; none where one may have been missed.</summary>
    public TurnMessage? After { get; set; }

    /// <summary>The parts, in the order in which they first showed.</summary>
    public IReadOnlyList<TurnPart> Parts => _parts;

    public TurnPart Part(string id, out bool isNew)
    {
        isNew = false;
        if (_last is not null && _last.Id == id)
        {
            return _last;
        }

        if (!_byId.TryGetValue(id, out TurnPart? part))
        {
            part = new TurnPart(id);
            _byId.Add(id, part);
            _parts.Add(part);
            isNew = true;
        }

        return _last = part;
    }

    /// <summary>A part that came without an id is one of its own.</summary>
    public string NameFor(MessagePart part) => part.Id ?? (part as ToolPart)?.CallId ?? $"#{_withoutId++}";

    /// <summary>Puts the parts into the thread's order; those that the thread does not have keep their place after what came before them.</summary>
    public void OrderAs(IReadOnlyList<string> ids)
    {
        List<TurnPart> ordered = new(_parts.Count);
        Queue<TurnPart> known = new(ids.Where(_byId.ContainsKey).Select(id => _byId[id]));
        HashSet<TurnPart> inThread = [.. known];
        foreach (TurnPart part in _parts)
        {
            ordered.Add(inThread.Contains(part) ? known.Dequeue() : part);
        }

        _parts.Clear();
        _parts.AddRange(ordered);
    }

    public Message ToMessage(bool withParts, IEnumerable<MessagePart> waiting) => new()
    {
        Info = Info ?? new MessageInfo { Id = Id, Role = MessageRole.Assistant },
        Parts = withParts ? [.. _parts.Select(p => p.ToPart()), .. waiting] : [],
    };
}
