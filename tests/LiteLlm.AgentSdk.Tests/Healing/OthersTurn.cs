using System.Text;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>Somebody else's turn in the same session, out of another recording: its events come between the frames of ours.</summary>
internal sealed class OthersTurn(StreamedTurn turn, IReadOnlyList<int> before)
{
    private readonly IReadOnlyList<string> _events = [.. turn.Frames.Select(f => Bare(turn, f)).OfType<string>()];

    // How many of its events have happened; those that nobody heard are not given again.
    private int _next;

    /// <summary>The event that comes next if it comes before this frame of ours; null when it does not.</summary>
    public string? Next(int frame) => _next < _events.Count && At(_next) <= frame ? _events[_next++] : null;

    /// <summary>Frames went by unheard.</summary>
    public void Skip(int frame)
    {
        while (_next < _events.Count && At(_next) < frame)
        {
            _next++;
        }
    }

    /// <summary>Gets a value indicating whether it began before a frame of ours: then its messages stand before ours.</summary>
    public bool BeganBefore(int frame) => At(0) <= frame;

    /// <summary>What the session's messages have of it.</summary>
    public IEnumerable<string> Thread => _next == 0 ? []
        : turn.ThreadAt(_next < _events.Count ? 0 : int.MaxValue, ThreadDetail.Question).Skip(turn.ThreadBefore.Count);

    public override string ToString() => $"{turn} between [{string.Join(' ', before)}]";

    private int At(int index) => before.Count == 0 ? 0 : before[index * before.Count / _events.Count];

    private static string? Bare(StreamedTurn turn, byte[] frame)
    {
        string json = Encoding.UTF8.GetString(frame)["data: ".Length..].TrimEnd();
        const string Head = "{\"type\":\"harness_event\",\"event\":";
        return !turn.IsWrapped ? (json.Contains("stream.opened", StringComparison.Ordinal) ? null : json)
            : json.StartsWith(Head, StringComparison.Ordinal) ? json[Head.Length..^1] : null;
    }
}
