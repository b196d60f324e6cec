namespace LiteLlm.AgentSdk.Turns;

/// <summary>What is known of a message so far.</summary>
internal sealed class TurnMessage(string id)
{
    private readonly Dictionary<string, TurnPart> _byId = new(StringComparer.Ordinal);
    private readonly List<TurnPart> _parts = [];
    private int _withoutId;
    private TurnPart? _last;

    public string Id { get; } = id;

    public MessageInfo? Info { get; set; }

    /// <summary>Gets or sets a value indicating whether a user wrote it.</summary>
    public bool IsUsers { get; set; }

    /// <summary>
    /// Gets or sets whose turn it belongs to, where something certain has said so: the thread, the platform's reply, or its place before
    /// the question.
    /// </summary>
    public TurnOwner Settled { get; set; }

    /// <summary>Gets or sets the owner that was found last; <see cref="TurnState"/> keeps it up to date.</summary>
    public TurnOwner Owner { get; set; }

    /// <summary>Gets or sets a value indicating whether it has its place among the answers.</summary>
    public bool IsEnlisted { get; set; }

    /// <summary>Gets or sets a value indicating whether the thread has been read since it was first seen.</summary>
    public bool WasLookedUp { get; set; }

    /// <summary>
    /// Gets or sets the only question that was unanswered when this message was first seen; null where there were several, or where one may
    /// have been missed.
    /// </summary>
    public TurnMessage? OnlyOpenQuestion { get; set; }

    /// <summary>
    /// Gets or sets the question that was shown last before this message was first seen; null where one may have been missed.
    /// </summary>
    public TurnMessage? After { get; set; }

    /// <summary>Gets the parts, in the order in which they were first seen.</summary>
    public IReadOnlyList<TurnPart> Parts => _parts;

    public TurnPart? Find(string id) => _byId.GetValueOrDefault(id);

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

    /// <summary>Gets the name under which a part is kept. A part that came without an id is one of its own.</summary>
    public string NameFor(MessagePart part) => part.Id ?? (part as ToolPart)?.CallId ?? $"#{_withoutId++}";

    /// <summary>Puts the parts into the thread's order. A part that the thread does not have follows the part that it came after.</summary>
    public void OrderAs(IReadOnlyList<string> ids)
    {
        List<TurnPart> ordered = [.. ids.Where(_byId.ContainsKey).Select(id => _byId[id]).Distinct()];
        HashSet<TurnPart> inThread = [.. ordered];
        int place = 0;
        foreach (TurnPart part in _parts)
        {
            if (!inThread.Contains(part))
            {
                ordered.Insert(place, part);
            }

            place = ordered.IndexOf(part) + 1;
        }

        _parts.Clear();
        _parts.AddRange(ordered);
    }

    public Message ToMessage(bool withParts) => new()
    {
        Info = Info ?? new MessageInfo { Id = Id, Role = MessageRole.Assistant },
        Parts = withParts ? [.. _parts.Where(p => p.HasContent).Select(p => p.ToPart())] : [],
    };
}
