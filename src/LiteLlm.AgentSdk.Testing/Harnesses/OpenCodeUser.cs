using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>
/// A user message of opencode. opencode adds a summary later, and sends it in events of this turn and of the next one.
/// </summary>
internal sealed class OpenCodeUser(OpenCodeHarness harness, IReadOnlyList<InputPart> parts)
{
    private readonly string[] _partIds = [.. parts.Select(_ => harness.Host.Ids.CreateTimed("prt_"))];

    public string Id { get; } = harness.Host.Ids.CreateTimed("msg_");

    public long Created { get; } = harness.Host.Now;

    /// <summary>Gets or sets a value indicating whether the message is in the thread and was published.</summary>
    public bool IsAnnounced { get; set; }

    public bool IsSummarized { get; set; }

    public int PartCount => parts.Count;

    public string LastPartId => _partIds[^1];

    public string LastText => parts[^1].Text ?? "";

    private string Session => JsText.Quote(harness.Id);

    public string InfoWhenAnnounced =>
        $$$"""{"id":"{{{Id}}}","role":"user","sessionID":{{{Session}}},"time":{"created":{{{Created}}}},{{{harness.AgentMembers}}}}""";

    /// <summary>Gets the info that opencode sends with the summary of this turn.</summary>
    public string InfoWhenSummarized => JsText.OneLine($$$$"""
        {"role":"user","time":{"created":{{{{Created}}}}},{{{{harness.AgentMembers}}}},"id":"{{{{Id}}}}",
         "sessionID":{{{{Session}}}},"summary":{"diffs":[]}}
        """);

    /// <summary>Gets the info that opencode sends again in the next turn.</summary>
    public string InfoInNextTurn => JsText.OneLine($$$$"""
        {"role":"user","time":{"created":{{{{Created}}}}},{{{{harness.AgentMembers}}}},"summary":{"diffs":[]},"id":"{{{{Id}}}}",
         "sessionID":{{{{Session}}}}}
        """);

    public string ToThreadJson()
    {
        string summary = IsSummarized ? """
            "summary":{"diffs":[]},
            """ : "";
        string entries = string.Join(",", parts.Select((part, i) =>
            $$"""{"id":"{{_partIds[i]}}","sessionID":{{Session}},"messageID":"{{Id}}",{{Content(part)}}}"""));
        return JsText.OneLine($$$"""
            {"info":{"id":"{{{Id}}}","sessionID":{{{Session}}},"role":"user","time":{"created":{{{Created}}}},
                 {{{summary}}}{{{harness.AgentMembers}}}},
             "parts":[{{{entries}}}]}
            """);
    }

    public string ToEventPartJson(int index) =>
        $$"""{{{Content(parts[index])}},"messageID":"{{Id}}","sessionID":{{Session}},"id":"{{_partIds[index]}}"}""";

    /// <summary>Returns the members of a part that the caller sets. opencode keeps the caller's metadata.</summary>
    private static string Content(InputPart part)
    {
        string metadata = part.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("metadata", out JsonElement value)
            ? ",\"metadata\":" + JsText.Of(value)
            : "";
        string content = part.IsFile
            ? "\"type\":\"file\"" + Member(part, "mime") + Member(part, "filename") + Member(part, "url")
            : "\"type\":\"text\",\"text\":" + JsText.Quote(part.Text ?? "");
        return content + metadata;
    }

    private static string Member(InputPart part, string name) =>
        part.Json.TryGetProperty(name, out JsonElement value) ? $",\"{name}\":{JsText.Of(value)}" : "";
}
