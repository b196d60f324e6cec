using LiteLlm.AgentSdk.Tests.Http;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>Messages of a thread and frames of a stream as JSON, as the two harnesses send them.</summary>
internal static class Wire
{
    public const string Heartbeat = """{"type":"harness_event","event":{"type":"server.heartbeat","properties":{}}}""";

    public const string Connected = """{"type":"harness_event","event":{"type":"server.connected","properties":{}}}""";

    /// <summary>The two messages of an earlier turn of an opencode session.</summary>
    public static readonly string[] OldOpenCode = [Prompt("u0", "before", 10), Answer("a0", "u0", "long ago")];

    /// <summary>The two messages of an earlier turn of a Claude session.</summary>
    public static readonly string[] OldClaude = [Asked("m0", "before", 0), Answered("m1", 0, "long ago")];

    public static string Thread(string[] old, params string[] messages) => $"[{string.Join(',', [.. old, .. messages])}]";

    /// <summary>A user message of opencode.</summary>
    public static string Prompt(string id, string text, long at = 100) => Message(PromptInfo(id, at), Text(id, text));

    public static string PromptInfo(string id, long at = 100) =>
        $$$"""{"id":"{{{id}}}","role":"user","agent":"build","time":{"created":{{{at}}}}}""";

    /// <summary>A message of an opencode turn. It is complete if it has a finish.</summary>
    public static string Answer(string id, string to, string text, string? finish = "stop") =>
        Message(AnswerInfo(id, to, finish), Text(id, text));

    public static string AnswerInfo(string id, string to, string? finish = "stop", string? error = null)
    {
        string end = finish is null ? "" : ",\"completed\":30";
        string more = finish is null ? "" : $",\"finish\":\"{finish}\"";
        more += error is null ? "" : $$$""","error":{"name":"{{{error}}}","data":{} }""";
        return $$$"""{"id":"{{{id}}}","role":"assistant","parentID":"{{{to}}}","time":{"created":20{{{end}}}}{{{more}}}}""";
    }

    /// <summary>A user message of the Claude harness: complete from the start.</summary>
    public static string Asked(string id, string text, long at = 1) =>
        Message($$$"""{"id":"{{{id}}}","role":"user","time":{"created":{{{at}}},"completed":{{{at}}}}}""", Text(id, text));

    /// <summary>An answer of the Claude harness. It has the time of its question.</summary>
    public static string Answered(string id, long at, string text, bool isOver = true, string part = "p1")
    {
        string end = isOver ? $",\"completed\":{at + 5}" : "";
        return Message(
            $$$"""{"id":"{{{id}}}","role":"assistant","time":{"created":{{{at}}}{{{end}}}}}""",
            $$$"""{"id":"{{{part}}}","type":"text","text":"{{{text}}}"}""");
    }

    public static string Message(string info, string part) => $$$"""{"info":{{{info}}},"parts":[{{{part}}}]}""";

    public static string Text(string id, string text) => $$$"""{"id":"{{{id}}}_p","type":"text","text":"{{{text}}}"}""";

    public static string Frame(string data) => $"data: {data}\n\n";

    /// <summary>The frame for a message without its parts.</summary>
    public static string Updated(string info) => Frame(
        $$$$"""{"type":"harness_event","event":{"type":"message.updated","properties":{"info":{{{{info}}}}}}}""");

    /// <summary>The frame for a part of a message.</summary>
    public static string Part(string message, string part) => Frame(
        """{"type":"harness_event","event":{"type":"message.part.updated","properties":"""
            + $$$"""{"messageID":"{{{message}}}","part":{{{part}}}} } }""");

    /// <summary>The frames for the message that begins an opencode turn.</summary>
    public static string Prompted(string id, string text) => Updated(PromptInfo(id)) + Part(id, Text(id, text));

    /// <summary>The frames for the message that begins the Claude turn of <see cref="Clients.Begun"/>.</summary>
    public static string Question(string text) => string.Concat(Clients.Question(text).Select(Frame));

    public static string Delta(string text) => Frame(Clients.Delta(text));

    public static string Error(string message) => Frame($$$"""{"type":"error","message":"{{{message}}}"}""");

    public static string SessionError(string name) => Frame(
        """{"type":"harness_event","event":{"type":"session.error","properties":"""
            + $$$"""{"error":{"name":"{{{name}}}","data":{} } } } }""");

    public static string Idle => Frame(Clients.Idle);

    public static string Ready => Frame(Clients.Ready);
}
