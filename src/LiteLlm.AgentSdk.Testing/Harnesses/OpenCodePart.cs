using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A part of an opencode message, and the three orders of members in which opencode writes it.</summary>
internal sealed class OpenCodePart(string id, string messageId, string sessionId, string type)
{
    public const string Snapshot = "98131d416fb8d954f7f1782abf2a1a1e03330088";

    public string Id => id;

    public string Type => type;

    public string Text { get; set; } = "";

    public long Start { get; init; }

    public long? End { get; set; }

    public string Tool { get; init; } = "";

    public string Call { get; init; } = "";

    /// <summary>Gets or sets a tool's state as it is in events, and as it is in the thread.</summary>
    public (string Event, string Thread) State { get; set; }

    public string Reason { get; init; } = "";

    public int Input { get; init; }

    public int Output { get; init; }

    private string Ids => $$"""
        "id":"{{id}}","sessionID":"{{sessionId}}","messageID":"{{messageId}}"
        """;

    private string Time => End is { } end ? $$"""{"start":{{Start}},"end":{{end}}}""" : $$"""{"start":{{Start}}}""";

    private string Words => $$"""
        "type":"{{type}}","text":{{JsText.Quote(Text)}},"time":{{Time}}{{Signature}}
        """;

    /// <summary>Gets the signature of the model's reasoning.</summary>
    private string Signature => type == "reasoning" && End is not null
        ? """
        ,"metadata":{"anthropic":{"signature":"ZmFrZXNpZw=="}}
        """
        : "";

    /// <summary>Gets the text as opencode stores it. An open part is stored without text; only the deltas contain it.</summary>
    private string StoredWords => $$"""
        "type":"{{type}}","text":{{JsText.Quote(End is null ? "" : Text)}}{{Signature}},"time":{{Time}}
        """;

    public string ToEventJson() => type switch
    {
        "step-start" => JsText.OneLine($$"""
            {"id":"{{id}}","messageID":"{{messageId}}","sessionID":"{{sessionId}}","snapshot":"{{Snapshot}}",
             "type":"step-start"}
            """),
        "step-finish" => JsText.OneLine($$"""
            {"id":"{{id}}","reason":"{{Reason}}","snapshot":"{{Snapshot}}","messageID":"{{messageId}}",
             "sessionID":"{{sessionId}}","type":"step-finish","tokens":{{Tokens(true)}},"cost":0}
            """),
        "tool" when End is null => JsText.OneLine($$"""
            {"id":"{{id}}","messageID":"{{messageId}}","sessionID":"{{sessionId}}","type":"tool","tool":{{JsText.Quote(Tool)}},
             "callID":"{{Call}}","state":{{State.Event}}}
            """),
        "tool" => $$"""{"type":"tool","tool":{{JsText.Quote(Tool)}},"callID":"{{Call}}","state":{{State.Event}},{{Ids}}}""",
        _ => $$"""{"id":"{{id}}","messageID":"{{messageId}}","sessionID":"{{sessionId}}",{{Words}}}""",
    };

    public string ToReplyJson() => type switch
    {
        "step-start" => $$"""{"snapshot":"{{Snapshot}}","type":"step-start",{{Ids}}}""",
        "step-finish" => JsText.OneLine($$"""
            {"reason":"{{Reason}}","snapshot":"{{Snapshot}}","type":"step-finish","tokens":{{Tokens(true)}},"cost":0,{{Ids}}}
            """),
        "tool" => $$"""{"type":"tool","tool":{{JsText.Quote(Tool)}},"callID":"{{Call}}","state":{{State.Event}},{{Ids}}}""",
        _ => $$"""{{{Words}},{{Ids}}}""",
    };

    public string ToThreadJson() => type switch
    {
        "step-start" => $$"""{{{Ids}},"type":"step-start","snapshot":"{{Snapshot}}"}""",
        "step-finish" => JsText.OneLine($$"""
            {{{Ids}},"type":"step-finish","reason":"{{Reason}}","snapshot":"{{Snapshot}}","cost":0,"tokens":{{Tokens(false)}}}
            """),
        "tool" => $$"""{{{Ids}},"type":"tool","callID":"{{Call}}","tool":{{JsText.Quote(Tool)}},"state":{{State.Thread}}}""",
        _ => $$"""{{{Ids}},{{StoredWords}}}""",
    };

    private string Tokens(bool writeFirst) => OpenCodeMessage.Tokens(Input, Output, writeFirst);
}
