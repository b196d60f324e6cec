using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// What a thread contains of a running turn. Claude's harness stores only the question; opencode also writes the answer, with some delay.
/// </summary>
internal enum ThreadDetail
{
    /// <summary>Only the question.</summary>
    Question,

    /// <summary>Parts as their last complete event shows them: a growing part has the text of its beginning.</summary>
    Announced,

    /// <summary>Parts with all their streamed text.</summary>
    Grown,
}

/// <summary>
/// A recorded turn whose stream reached its end: its frames, the message that was sent, the reply without a cut, and the thread at each
/// moment.
/// </summary>
internal sealed class StreamedTurn
{
    private const string Wrapped = "data: {\"type\":\"harness_event\",\"event\":";

    private readonly ConcurrentDictionary<(int, ThreadDetail), IReadOnlyList<string>> _threads = new();
    private readonly string _question;
    private readonly IReadOnlyList<string> _answers;
    private readonly IReadOnlyList<string> _earlier;

    private StreamedTurn(string name, string[] frames, bool isWrapped, bool fromTheMiddle, IReadOnlyList<string> earlier)
    {
        Name = name;
        Frames = [.. frames.Select(f => Encoding.UTF8.GetBytes(f + "\n\n"))];
        IsWrapped = isWrapped;
        _earlier = earlier;
        Events = [.. frames.Select(f => EventDecoder.Decode(Encoding.UTF8.GetBytes(f["data: ".Length..])))];
        IsClaude = name.Contains("claude", StringComparison.Ordinal);
        int end = 0;
        FrameEnds = [.. Frames.Select(f => end += f.Length)];

        MessageInfo question = Events.OfType<MessageUpdatedEvent>().Select(e => e.Info).FirstOrDefault(i => i.Role == MessageRole.User)
            ?? new MessageInfo
            {
                Id = "msg_question",
                Role = MessageRole.User,
                Time = Events.OfType<MessageUpdatedEvent>().Last().Info.Time
            };
        Message asked = new() { Info = question, Parts = [.. UsersParts(question.Id)] };
        Sent = Preamble.Without(Preamble.WithoutPart([.. asked.Parts.OfType<TextPart>().Select(p => p.Text)]));
        _question = Text(asked);
        (Whole, IReadOnlyList<Message> kept) = Uncut(fromTheMiddle);
        _answers = [.. kept.Select(Text)];
    }

    /// <summary>Gets all recorded turns: streams that answer a message, and streams that were followed beside a message.</summary>
    public static IReadOnlyList<StreamedTurn> All { get; } = [.. Recordings.Streams
        .Where(e => e.Body.Contains("\"session.idle\"", StringComparison.Ordinal))

        // The other folders contain several turns at once, or turns that end twice. In the excluded recording, the second turn begins
        // while the last events of the first turn arrive.
        .Where(e => e.Name.StartsWith("sessions-", StringComparison.Ordinal)
            && e.Name != "sessions-opencode-brain-inline/stream.follow-two-turns")
        .SelectMany(Split)];

    public string Name { get; }

    /// <summary>Gets the text of the user message.</summary>
    public string Sent { get; }

    /// <summary>Gets the recorded frames, each with its empty line.</summary>
    public IReadOnlyList<byte[]> Frames { get; }

    /// <summary>Gets the end of each frame, in bytes from the beginning.</summary>
    public IReadOnlyList<int> FrameEnds { get; }

    public IReadOnlyList<SessionEvent> Events { get; }

    public int Length => FrameEnds[^1];

    /// <summary>
    /// Gets a value indicating whether the platform's own frames enclose the events of the harness, as in the answer to a message;
    /// otherwise
    /// this is the raw bus.
    /// </summary>
    public bool IsWrapped { get; }

    public bool IsClaude { get; }

    /// <summary>Gets the reply without a cut.</summary>
    public Reply Whole { get; }

    public static StreamedTurn Get(string name) => All.Single(t => t.Name == name);

    /// <summary>Gets the index of the frame that shows the user message.</summary>
    public int Question =>
        Math.Max(0, Events.ToList().FindIndex(e => e is MessageUpdatedEvent { Info: { } info } && info.Role == MessageRole.User));

    /// <summary>Gets the number of frames up to the end of the turn. The platform's own <c>done</c> is not an event of the turn.</summary>
    public int Over => Frames.Count - (Events[^1] is DoneEvent ? 1 : 0);

    /// <summary>Gets the messages before this turn.</summary>
    public IReadOnlyList<string> ThreadBefore => _earlier;

    /// <summary>Returns the messages of the session after a number of frames.</summary>
    public IReadOnlyList<string> ThreadAt(int happened, ThreadDetail detail)
    {
        if (happened >= Over)
        {
            return [.. _earlier, _question, .. _answers];
        }

        return IsClaude || detail == ThreadDetail.Question
            ? [.. _earlier, _question]
            : [.. _earlier, _question, .. _threads.GetOrAdd((happened, detail), key => Running(key.Item1, key.Item2))];
    }

    public override string ToString() => Name;

    private static IEnumerable<StreamedTurn> Split(RecordedExchange exchange)
    {
        string[] frames = exchange.Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        bool wrapped = !exchange.Path.Contains("/stream", StringComparison.Ordinal);
        bool fromTheMiddle = exchange.Name.EndsWith("opened-mid-turn", StringComparison.Ordinal);
        int first = Array.FindIndex(frames, f => f.Contains("\"session.idle\"", StringComparison.Ordinal)) + 1;
        if (fromTheMiddle)
        {
            // The answer to a message can't be received from its middle on, so the recording becomes what a later subscriber receives.
            frames = [.. frames.Where(f => f.StartsWith(Wrapped, StringComparison.Ordinal)).Select(f => "data: " + f[Wrapped.Length..^1])];
            wrapped = false;
        }

        if (exchange.Name.EndsWith("two-turns", StringComparison.Ordinal))
        {
            StreamedTurn one = new(exchange.Name + "#1", frames[..first], wrapped, fromTheMiddle, []);
            yield return one;
            yield return new(exchange.Name
                + "#2", [frames[0], .. frames[first..]], wrapped, fromTheMiddle, one.ThreadAt(int.MaxValue, ThreadDetail.Question));
        }
        else
        {
            yield return new(exchange.Name, frames, wrapped, fromTheMiddle, []);
        }
    }

    private static string Text(Message message) => JsonSerializer.Serialize(message, LapJson.TypeInfo<Message>());

    private IEnumerable<MessagePart> UsersParts(string question)
    {
        List<MessagePart> parts =
            [.. Events.OfType<MessagePartUpdatedEvent>().Where(e => (e.MessageId ?? e.Part.MessageId) == question).Select(e => e.Part)];
        return parts.Count > 0 ? parts : [new TextPart { Text = "asked before the recording began" }];
    }

    private (Reply Reply, IReadOnlyList<Message> Kept) Uncut(bool fromTheMiddle)
    {
        TurnState turn = new(new SentMessage([Sent], 0, null));
        if (fromTheMiddle)
        {
            turn.MarkGap();
        }

        List<TurnUpdate> updates = [];
        foreach (SessionEvent value in Events)
        {
            turn.Apply(value);
        }

        Reply reply = turn.ToReply();
        if (!turn.IsOver)
        {
            throw new InvalidOperationException($"{Name} does not reach the end of its turn.");
        }

        return (reply, [.. reply.Messages.Select(m => Kept(m, reply))]);
    }

    /// <summary>
    /// Returns a message as the thread of the harness shows it after the turn, as recorded. For an aborted turn, Claude's thread keeps no
    /// text, and opencode's thread shows the error.
    /// </summary>
    private Message Kept(Message message, Reply reply) => !reply.IsAborted ? message
        : IsClaude ? message with { Parts = [] }
        : message with
        {
            Info = message.Info with { Error = reply.Error, Time = message.Info.Time! with { Completed = message.Info.Time.Created } },
            Parts = [.. message.Parts.Select(p =>
                p is TextPart { Time: { } time } text ? text with { Time = time with { End = time.Start } } : p)],
        };

    /// <summary>Assembles the answers of a running turn independently of the code under test.</summary>
    private List<string> Running(int happened, ThreadDetail detail)
    {
        Dictionary<string, JsonObject> messages = [];
        foreach (SessionEvent value in Events.Take(happened))
        {
            switch (value)
            {
                case MessageUpdatedEvent { Info: { } info } when info.Role == MessageRole.Assistant:
                    Of(messages, info.Id)["info"] = JsonNode.Parse(JsonSerializer.Serialize(info, LapJson.TypeInfo<MessageInfo>()));
                    break;
                case MessagePartUpdatedEvent { Part: { } part } updated when messages.ContainsKey(updated.MessageId ?? part.MessageId
                    ?? ""):
                    JsonArray parts = Of(messages, (updated.MessageId ?? part.MessageId)!)["parts"]!.AsArray();
                    JsonNode whole = JsonNode.Parse(JsonSerializer.Serialize(part, LapJson.TypeInfo<MessagePart>()))!;
                    int index = IndexOf(parts, part.Id!);
                    if (index < 0)
                    {
                        parts.Add(whole);
                    }
                    else
                    {
                        parts[index] = whole;
                    }

                    break;
                case MessagePartDeltaEvent delta when detail == ThreadDetail.Grown
                    && messages.TryGetValue(delta.MessageId, out JsonObject? message):
                    JsonArray grown = message["parts"]!.AsArray();
                    if (IndexOf(grown, delta.PartId) is >= 0 and var at)
                    {
                        grown[at]!["text"] = grown[at]!["text"]!.GetValue<string>() + delta.Delta;
                    }

                    break;
            }
        }

        return [.. messages.Values.Select(m => m.ToJsonString())];
    }

    private static JsonObject Of(Dictionary<string, JsonObject> messages, string id)
    {
        if (!messages.TryGetValue(id, out JsonObject? message))
        {
            messages.Add(id, message = new JsonObject { ["info"] = null, ["parts"] = new JsonArray() });
        }

        return message;
    }

    private static int IndexOf(JsonArray parts, string id) => parts.ToList().FindIndex(p => p!["id"]?.GetValue<string>() == id);
}
