using System.Text.Json;

namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>
/// Compares streams whose order varies between runs. The events of one subject (a message, a part, the run) have a fixed order, and the
/// same
/// number of turns has ended before each event. Between subjects, only the order of the contract holds.
/// </summary>
internal sealed class EventOrder(JsonComparer comparer)
{
    private static readonly Lazy<HashSet<string>> s_toldAgain = new(() =>
    [
        .. Recordings.Streams.Where(IsPartial).SelectMany(stream => StreamFrame.Read(stream.Frames))
            .Where(static frame => frame.Subject == StreamFrame.ToldAgain).Select(static frame => FormOf(frame)),
    ]);

    /// <summary>Returns whether the platform may choose between several orders of a recorded stream.</summary>
    public static bool IsPartial(RecordedExchange recorded) =>
        recorded.Name.Contains("-opencode-brain-inline/", StringComparison.Ordinal)
        || recorded.Name.StartsWith("two-clients-", StringComparison.Ordinal);

    /// <summary>Returns whether the number of such frames is known.</summary>
    public static bool IsCounted(string frame) =>
        !Says(frame, "session.updated") && !Says(frame, "session.diff") && !(Says(frame, "session.status") && Says(frame, "busy"))
        && !(Says(frame, "message.updated") && frame.Contains("\"summary\":", StringComparison.Ordinal));

    private static bool Says(string frame, string type) => frame.Contains($"\"type\":\"{type}\"", StringComparison.Ordinal);

    public IReadOnlyList<Difference> Compare(IEnumerable<string> recorded, IEnumerable<string> came)
    {
        IReadOnlyList<StreamFrame> expected = StreamFrame.Read(recorded);
        IReadOnlyList<StreamFrame> actual = StreamFrame.Read(came);
        List<Difference> differences = [.. Broken(expected, "recorded"), .. Broken(actual, "answered")];
        foreach (string subject in expected.Concat(actual).Select(static frame => frame.Subject).Distinct())
        {
            StreamFrame[] one = [.. expected.Where(frame => frame.Subject == subject)];
            StreamFrame[] other = [.. actual.Where(frame => frame.Subject == subject)];
            differences.AddRange(subject == StreamFrame.ToldAgain ? ToldAgain(one, other) : Chains(subject, one, other));
        }

        return differences;
    }

    private IEnumerable<Difference> Chains(string subject, StreamFrame[] expected, StreamFrame[] actual)
    {
        (expected, actual) = (Ordered(expected), Ordered(actual));
        if (expected.Length != actual.Length)
        {
            yield return new(subject + " (length)", Types(expected), Types(actual));
        }

        for (int i = 0; i < Math.Min(expected.Length, actual.Length); i++)
        {
            string path = $"{subject}[{i}]";
            if (expected[i].IsUnordered)
            {
                if (expected[i].Form != actual[i].Form)
                {
                    yield return new(path, expected[i].Form, actual[i].Form);
                }

                continue;
            }

            if (expected[i].Ends != actual[i].Ends)
            {
                yield return new(path + " (ends before it)", $"{expected[i].Ends}", $"{actual[i].Ends}");
            }

            foreach (Difference difference in comparer.Compare(expected[i].Json, actual[i].Json, path))
            {
                yield return difference;
            }
        }
    }

    /// <summary>A run repeats its busy status a varying number of times, and parallel turns mix.</summary>
    private static StreamFrame[] Ordered(StreamFrame[] frames) => frames switch
    {
        [{ IsUnordered: true }, ..] => [.. frames.OrderBy(static frame => frame.Form, StringComparer.Ordinal)],
        [{ Subject: "run" }, ..] => [.. frames.Where((frame, i) => i == 0 || !IsBusy(frame) || !IsBusy(frames[i - 1]))],
        _ => frames,
    };

    /// <summary>Checks that repeated events have a recorded form. Their number and times are not known.</summary>
    private static IEnumerable<Difference> ToldAgain(StreamFrame[] expected, StreamFrame[] actual)
    {
        foreach (StreamFrame frame in actual.Where(static frame => !s_toldAgain.Value.Contains(FormOf(frame))))
        {
            yield return new(StreamFrame.ToldAgain, "(a form that was recorded)", FormOf(frame));
        }

        string[] types = [.. expected.Select(static frame => frame.Type).Except(actual.Select(static frame => frame.Type))];
        if (types.Length > 0)
        {
            yield return new(StreamFrame.ToldAgain + " (missing)", string.Join(",", types), Types(actual));
        }
    }

    /// <summary>Checks the order that the contract requires.</summary>
    private static IEnumerable<Difference> Broken(IReadOnlyList<StreamFrame> frames, string whose)
    {
        for (int i = 0; i < frames.Count; i++)
        {
            if (Broken(frames, i) is { } rule)
            {
                yield return new Difference("order", whose, $"{i}: {rule}");
            }
        }
    }

    private static string? Broken(IReadOnlyList<StreamFrame> frames, int index)
    {
        StreamFrame frame = frames[index];
        IEnumerable<StreamFrame> before = frames.Take(index);
        string? status = before.LastOrDefault(static earlier => earlier.Type == "session.status") is { } last ? Status(last) : null;
        switch (frame.Type)
        {
            case "ready" or "stream.opened" when index != 0:
                return "the stream's own first frame is not the first";
            case "server.connected" when index != 1:
                return "the bus is connected after something else";
            case "done" when index == 0 || frames[index - 1].Type != "session.idle":
                return "the stream ends before the turn";
            case "session.idle" when status == "busy":
                return "the run ends while it is busy";
            case "message.part.delta" when status == "idle":
                return "a run speaks that is not busy";
            case "message.part.delta" when before.Any(earlier => IsCompleted(earlier, MessageOf(frame))):
                return "a part goes on after its message's end";
            case "message.part.updated" or "message.part.delta" when MessageOf(frame) is var message:
                return Begins(frames, message) && !Knows(before, message) ? "a part comes before its message" : null;
            case "message.updated" when Parent(frame) is { } parent:
                return Asks(frames, parent) && !Asks(before, parent) ? "an answer comes before its question" : null;
            default:
                return null;
        }
    }

    /// <summary>
    /// Returns whether a message begins on this stream. A message that began earlier, and every answer of Claude Code, only appears at its
    /// end.
    /// </summary>
    private static bool Begins(IReadOnlyList<StreamFrame> frames, string message) =>
        frames.FirstOrDefault(frame => Message(frame) == message) is { } first
        && first.Subject != StreamFrame.ToldAgain && !IsCompleted(first, message) && !Info(first)!.Value.TryGetProperty("finish", out _);

    private static bool Asks(IEnumerable<StreamFrame> frames, string question) =>
        frames.Any(frame => frame.Subject.StartsWith("question", StringComparison.Ordinal) && Message(frame) == question);

    private static bool Knows(IEnumerable<StreamFrame> frames, string message) => frames.Any(frame => Message(frame) == message);

    private static bool IsCompleted(StreamFrame frame, string message) =>
        Message(frame) == message && Info(frame)!.Value.GetProperty("time").TryGetProperty("completed", out _);

    private static bool IsBusy(StreamFrame frame) => frame.Type == "session.status" && Status(frame) == "busy";

    private static string? Status(StreamFrame frame) =>
        frame.Event.GetProperty("properties").GetProperty("status").GetProperty("type").GetString();

    private static JsonElement? Info(StreamFrame frame) =>
        frame.Type == "message.updated" ? frame.Event.GetProperty("properties").GetProperty("info") : null;

    private static string? Message(StreamFrame frame) => Info(frame)?.GetProperty("id").GetString();

    private static string? Parent(StreamFrame frame) =>
        Info(frame) is { } info && info.TryGetProperty("parentID", out JsonElement parent) ? parent.GetString() : null;

    private static string MessageOf(StreamFrame frame)
    {
        JsonElement properties = frame.Event.GetProperty("properties");
        JsonElement owner = properties.TryGetProperty("messageID", out _) ? properties : properties.GetProperty("part");
        return owner.GetProperty("messageID").GetString()!;
    }

    /// <summary>Removes the platform's envelope, which depends on the kind of stream.</summary>
    private static string FormOf(StreamFrame frame) => CanonicalJson.Of(frame.Event);

    private static string Types(StreamFrame[] frames) =>
        string.Join(",", frames.Select(static frame => frame.Type == "session.status" ? "session.status:" + Status(frame) : frame.Type));
}
