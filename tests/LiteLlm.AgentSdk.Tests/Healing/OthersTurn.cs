using System.Text;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>A turn of another sender in the same session, from another recording. Its events come between the frames of our turn.</summary>
internal sealed class OthersTurn(StreamedTurn turn, IReadOnlyList<int> before)
{
    private readonly IReadOnlyList<string> _events = [.. turn.Frames.Select(f => Bare(turn, f)).OfType<string>()];

    // The number of its events that have happened. Missed events are not repeated.
    private int _next;

    /// <summary>Returns the next event if it comes before this frame of ours; otherwise null.</summary>
    public string? Next(int frame) => _next < _events.Count && At(_next) <= frame ? _events[_next++] : null;

    /// <summary>Skips the events before a frame of ours, which nobody received.</summary>
    public void Skip(int frame)
    {
        while (_next < _events.Count && At(_next) < frame)
        {
            _next++;
        }
    }

    /// <summary>Returns whether the turn began before a frame of ours, so that its messages come before ours in the thread.</summary>
    public bool BeganBefore(int frame) => At(0) <= frame;

    /// <summary>Gets the messages of the turn in the thread of the session.</summary>
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
