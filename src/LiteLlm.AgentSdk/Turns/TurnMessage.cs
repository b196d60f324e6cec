namespace LiteLlm.AgentSdk.Turns;

/// <summary>What has come of a message so far.</summary>
internal sealed class TurnMessage(string id)
{
    private readonly List<TurnPart> _parts = [];

    public string Id { get; } = id;

    public MessageInfo? Info { get; set; }

    public bool IsUsers { get; set; }

    public bool IsEnlisted { get; set; }

    public IReadOnlyList<TurnPart> Parts => _parts;

    public TurnPart Part(string id)
    {
        // The last is nearly always the one.
        for (int i = _parts.Count - 1; i >= 0; i--)
        {
            if (_parts[i].Id == id)
            {
                return _parts[i];
            }
        }

        TurnPart part = new(id);
        _parts.Add(part);
        return part;
    }

    public Message ToMessage() => new()
    {
        Info = Info ?? new MessageInfo { Id = Id, Role = MessageRole.Assistant },
        Parts = [.. _parts.Select(p => p.ToPart())],
    };
}
