namespace LiteLlm.AgentSdk.Turns;

/// <summary>What is known so far of one message of the session.</summary>
internal sealed class TurnMessage(string id)
{
    private readonly Dictionary<string, TurnPart> _byId = new(StringComparer.Ordinal);
    private readonly List<TurnPart> _parts = [];
    private int _withoutId;
    private TurnPart? _last;

    public string Id { get; } = id;

    public MessageInfo? Info { get; set; }

    /// <summary>Gets or sets a value indicating whether a user wrote the message.</summary>
    public bool IsFromUser { get; set; }

    /// <summary>
    /// Gets or sets the owner of the message if a reliable source gave it: the thread, the platform's reply, or the message's place before
    /// the question. Otherwise, <see cref="TurnOwner.Undecided"/>.
    /// </summary>
    public TurnOwner KnownOwner { get; set; }

    /// <summary>Gets or sets the owner as last decided. <see cref="TurnState"/> keeps it up to date.</summary>
    public TurnOwner Owner { get; set; }

    /// <summary>Gets or sets a value indicating whether the message is in the list of answers.</summary>
    public bool IsListed { get; set; }

    /// <summary>Gets or sets a value indicating whether the thread has been read since the message was first seen.</summary>
    public bool WasLookedUp { get; set; }

    /// <summary>
    /// Gets or sets the only question that was open when this message was first seen; null if there were several, or if a question may have
    /// been missed.
    /// </summary>
    public TurnMessage? OnlyOpenQuestion { get; set; }

    /// <summary>
    /// Gets or sets the last question that the stream showed before this message was first seen; null if a question may have been missed.
    /// </summary>
    public TurnMessage? After { get; set; }

    /// <summary>Gets the parts, in the order in which they were first seen.</summary>
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

    /// <summary>Gets the name under which a part is stored. A part without an id gets a new name.</summary>
    public string NameFor(MessagePart part) => part.Id ?? (part as ToolPart)?.CallId ?? $"#{_withoutId++}";

    /// <summary>
    /// Puts the parts into the order of the thread. A part that is not in the thread stays after the part that it followed.
    /// </summary>
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
