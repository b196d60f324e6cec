using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// What a thread has of a turn that runs. Claude's harness has the question alone; opencode writes the answer as it comes, sooner or later.
/// </summary>
internal enum ThreadDetail
{
    /// <summary>The question alone.</summary>
    Question,

    /// <summary>Parts as they were last sent whole: one that grows is as it began.</summary>
    Announced,

    /// <summary>Parts with all that has been streamed of them.</summary>
    Grown,
}

/// <summary>
/// A turn out of the recordings whose stream reached its end: the frames, what was sent, the reply without a cut, and what a thread has of
/// it at each moment.
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

    /// <summary>All of them: streams that answer a message, and streams that were listened to beside one.</summary>
    public static IReadOnlyList<StreamedTurn> All { get; } = [.. Recordings.Streams
        .Where(e => e.Body.Contains("\"session.idle\"", StringComparison.Ordinal))

        // The other folders hold several turns at once, or turns that end twice: these are not single turns. Nor is this recording, whose
        // second turn begins while the last events of the first one come.
        .Where(e => e.Name.StartsWith("sessions-", StringComparison.Ordinal)
            && e.Name != "sessions-opencode-brain-inline/stream.follow-two-turns")
        .SelectMany(Split)];

    public string Name { get; }

    /// <summary>What the user said.</summary>
    public string Sent { get; }

    /// <summary>The frames as they were recorded, each with its empty line.</summary>
    public IReadOnlyList<byte[]> Frames { get; }

    /// <summary>Where each frame ends, in bytes from the beginning.</summary>
    public IReadOnlyList<int> FrameEnds { get; }

    public IReadOnlyList<SessionEvent> Events { get; }

    public int Length => FrameEnds[^1];

    /// <summary>
    /// Whether the platform's own frames are around the harness's events, as in the answer to a message; otherwise this is the raw bus.
    /// </summary>
    public bool IsWrapped { get; }

    public bool IsClaude { get; }

    /// <summary>The reply as it is without a cut.</summary>
    public Reply Whole { get; }

    public static StreamedTurn Get(string name) => All.Single(t => t.Name == name);

    /// <summary>Which frame shows the user message.</summary>
    public int Question =>
        Math.Max(0, Events.ToList().FindIndex(e => e is MessageUpdatedEvent { Info: { } info } && info.Role == MessageRole.User));

    /// <summary>How many frames have happened when the turn is over: the platform's own <c>done</c> is not an event of the turn.</summary>
    public int Over => Frames.Count - (Events[^1] is DoneEvent ? 1 : 0);

    /// <summary>What was said before this turn.</summary>
    public IReadOnlyList<string> ThreadBefore => _earlier;

    /// <summary>The session's messages when so many frames have happened.</summary>
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
            // Nobody hears the answer to his own message from the middle on: this is what one hears who subscribes then.
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
    /// What the harnesses' threads have of a message when its turn is over, as recorded: of an aborted one Claude's keeps no text,
    /// opencode's says what went wrong.
    /// </summary>
    private Message Kept(Message message, Reply reply) => !reply.IsAborted ? message
        : IsClaude ? message with { Parts = [] }
        : message with
        {
            Info = message.Info with { Error = reply.Error, Time = message.Info.Time! with { Completed = message.Info.Time.Created } },
            Parts = [.. message.Parts.Select(p =>
                p is TextPart { Time: { } time } text ? text with { Time = time with { End = time.Start } } : p)],
        };

    /// <summary>The answers of a running turn, put together here and not by what is tested.</summary>
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
