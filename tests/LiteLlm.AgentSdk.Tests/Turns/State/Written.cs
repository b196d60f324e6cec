using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>Messages of a thread and events of a stream, as the two harnesses write them.</summary>
internal static class Written
{
    public static SessionEvent Idle => new SessionIdleEvent();

    /// <summary>A user message of the Claude harness: complete from the start.</summary>
    public static Message Asked(string id, string text, long at) => new()
    {
        Info = new MessageInfo { Id = id, Role = MessageRole.User, Time = new MessageTime { Created = at, Completed = at } },
        Parts = [new TextPart { Id = $"{id}_p0", MessageId = id, Text = text }],
    };

    /// <summary>An answer of the Claude harness: only its time refers to its question.</summary>
    public static Message Answered(string id, long at, params string[] texts) => new()
    {
        Info = new MessageInfo { Id = id, Role = MessageRole.Assistant, Time = new MessageTime { Created = at, Completed = at + 5 } },
        Parts = [.. texts.Select((text, i) => new TextPart { Id = $"{id}_b{i}", MessageId = id, Text = text })],
    };

    /// <summary>A user message of opencode: it names the agent, and is never complete.</summary>
    public static Message Prompted(string id, string text, long at = 10) => new()
    {
        Info = new MessageInfo { Id = id, Role = MessageRole.User, Agent = "build", Time = new MessageTime { Created = at } },
        Parts = [new TextPart { Id = $"{id}_p0", MessageId = id, Text = text }],
    };

    /// <summary>A message of an opencode turn: complete where it has a <paramref name="finish"/>.</summary>
    public static Message Replied(string id, string to, string? finish, params MessagePart[] parts) => new()
    {
        Info = new MessageInfo
        {
            Id = id,
            Role = MessageRole.Assistant,
            ParentId = to,
            Finish = finish,
            Time = new MessageTime { Created = 20, Completed = finish is null ? null : 30 },
        },
        Parts = parts,
    };

    /// <summary>A message of an opencode turn that has an error instead of an end.</summary>
    public static Message Failing(string id, string to, string error) =>
        Replied(id, to, null) is var message ? message with { Info = message.Info with { Error = TurnErrors.Of(error, error) } } : message;

    public static TextPart Text(string id, string text, bool hasEnded = true) =>
        new() { Id = id, Text = text, Time = new PartTime { Start = 1, End = hasEnded ? 2 : null } };

    public static ReasoningPart Reasoning(string id, string text, bool hasEnded = true) =>
        new() { Id = id, Text = text, Time = new PartTime { Start = 1, End = hasEnded ? 2 : null } };

    public static ToolPart Tool(string id, ToolStatus status, string? output = null) =>
        new() { Id = id, CallId = $"call_{id}", Tool = "bash", State = new ToolState { Status = status, Output = output } };

    /// <summary>The stream's event for a message, without its parts.</summary>
    public static SessionEvent Updated(Message message) => new MessageUpdatedEvent { Info = message.Info };

    public static SessionEvent Part(string message, MessagePart part) => new MessagePartUpdatedEvent { MessageId = message, Part = part };

    public static SessionEvent Delta(string message, string part, string delta, string field = "text") =>
        new MessagePartDeltaEvent { MessageId = message, PartId = part, Delta = delta, Field = field };

    /// <summary>The stream's events for a user message.</summary>
    public static SessionEvent[] Events(Message message) => [Updated(message), .. message.Parts.Select(p => Part(message.Info.Id, p))];
}
