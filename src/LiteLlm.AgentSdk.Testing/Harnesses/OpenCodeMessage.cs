using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>An assistant's message of opencode: one step of a turn.</summary>
internal sealed class OpenCodeMessage(string id, OpenCodeHarness harness, string parentId, long created)
{
    private const string Where = """
        "mode":"build","agent":"build","path":{"cwd":"/sandbox/repo","root":"/sandbox/repo"},"cost":0
        """;

    public string Id => id;

    public long Created => created;

    public long? Completed { get; set; }

    public string? Finish { get; set; }

    /// <summary>Gets or sets the error, as JSON.</summary>
    public string? Error { get; set; }

    public int Input { get; set; }

    public int Output { get; set; }

    /// <summary>Gets the parts so far. The list does not change: a reader of the thread can enumerate it at any time.</summary>
    public IReadOnlyList<OpenCodePart> Parts { get; private set; } = [];

    private string Model => $$"""
        "modelID":{{JsText.Quote(harness.ModelId)}},"providerID":{{JsText.Quote(harness.ProviderId)}}
        """;

    private string Time => Completed is { } completed
        ? $$"""{"created":{{created}},"completed":{{completed}}}"""
        : $$"""{"created":{{created}}}""";

    private string ErrorMember => Error is null ? "" : ",\"error\":" + Error;

    private string FinishMember => Finish is null ? "" : $",\"finish\":\"{Finish}\"";

    private string Ending => ErrorMember + FinishMember;

    /// <summary>Adds a part. Only the turn calls this, so calls are never concurrent.</summary>
    public void Add(OpenCodePart part) => Parts = [.. Parts, part];

    public static string Tokens(int input, int output, bool writeFirst) => JsText.OneLine($$"""
        {"total":{{input + output}},"input":{{input}},"output":{{output}},"reasoning":0,
         "cache":{{(writeFirst ? """{"write":0,"read":0}""" : """{"read":0,"write":0}""")}}}
        """);

    public string ToEventInfoJson() => JsText.OneLine($$"""
        {"id":"{{id}}","parentID":"{{parentId}}","role":"assistant",{{Where}},"tokens":{{TokensOrNone(true)}},{{Model}},
         "time":{{Time}},"sessionID":"{{harness.Id}}"{{Ending}}}
        """);

    public string ToReplyJson() => JsText.OneLine($$"""
        {"info":{"parentID":"{{parentId}}","role":"assistant",{{Where}},"tokens":{{TokensOrNone(true)}},{{Model}},
             "time":{{Time}}{{Ending}},"id":"{{id}}","sessionID":"{{harness.Id}}"},
         "parts":[{{string.Join(",", Parts.Select(part => part.ToReplyJson()))}}]}
        """);

    public string ToThreadJson()
    {
        string who = $$"""
            "id":"{{id}}","sessionID":"{{harness.Id}}","role":"assistant","time":{{Time}}{{ErrorMember}},"parentID":"{{parentId}}"
            """;
        string parts = string.Join(",", Parts.Select(part => part.ToThreadJson()));
        return $$"""{"info":{{{who}},{{Model}},{{Where}},"tokens":{{TokensOrNone(false)}}{{FinishMember}}},"parts":[{{parts}}]}""";
    }

    private string TokensOrNone(bool writeFirst) => Output + Input > 0
        ? Tokens(Input, Output, writeFirst)
        : """{"input":0,"output":0,"reasoning":0,"cache":{"read":0,"write":0}}""";
}
