namespace LiteLlm.AgentSdk.AspNetCore.Tests.Support;

/// <summary>
/// The state that a browser builds from a turn's events. Events are applied by position, so that a repeated event changes nothing.
/// </summary>
internal sealed class ShownTurn
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);

    public ShownTurn Apply(SentEvent value)
    {
        switch (value.Name)
        {
            case "text" or "reasoning":
                string part = Name(value);
                string before = _parts.GetValueOrDefault(part, "");
                Set(part, before[..value.Data.GetProperty("offset").GetInt32()] + value.Text("delta"));
                break;
            case "replaced":
                Set(Name(value), value.Text("text"));
                break;
            case "tool_started" or "tool_finished":
                Set(Name(value), value.Text("tool") + " " + value.Data.GetProperty("input").GetRawText() + " " + value.Text("status"));
                break;
            default:
                break;
        }

        return this;
    }

    public override string ToString() => string.Join('\n', _order.Select(part => part + ": " + _parts[part]));

    private static string Name(SentEvent value) => value.Text("message_id") + "/" + value.Text("part_id");

    private void Set(string part, string text)
    {
        if (!_parts.ContainsKey(part))
        {
            _order.Add(part);
        }

        _parts[part] = text;
    }
}
