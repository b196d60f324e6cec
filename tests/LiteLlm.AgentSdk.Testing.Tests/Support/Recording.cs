using System.Text.Json;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Testing.Tests.Support;

/// <summary>A recorded exchange, and comparisons with it that ignore ids, times and counts.</summary>
internal sealed partial class Recording
{
    private readonly JsonElement _root;

    private Recording(JsonElement root) => _root = root;

    public string Method => _root.GetProperty("request").GetProperty("method").GetString()!;

    public string Path => _root.GetProperty("request").GetProperty("path").GetString()!;

    public int Status => _root.GetProperty("response").GetProperty("status").GetInt32();

    public JsonElement Headers => _root.GetProperty("response").GetProperty("headers");

    public string? RequestBody => Member("request", "json")?.GetRawText() ?? Member("request", "text")?.GetString();

    public JsonElement? ResponseJson => Member("response", "json");

    public JsonElement? Authorization => Member("request", "authorization");

    /// <summary>Gets the events of a recorded stream, including the frames of the platform.</summary>
    public List<JsonElement> Frames =>
        [.. _root.GetProperty("response").GetProperty("sse").GetString()!.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(frame => JsonDocument.Parse(frame["data: ".Length..]).RootElement)];

    public static Recording Load(string name) =>
        new(JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "Recordings", name
            + ".json"))).RootElement);

    public static IEnumerable<string> In(string folder) =>
        Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "Recordings", folder), "*.json")
            .Select(file => folder + "/" + System.IO.Path.GetFileNameWithoutExtension(file));

    /// <summary>Returns the shape of a value: keys in their order, constants unchanged, and ids, times and numbers by their kind.</summary>
    public static string Shape(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object =>
            "{" + string.Join(",", value.EnumerateObject().Select(member => member.Name + ":" + MemberShape(member))) + "}",
        JsonValueKind.Array => "[" + string.Join(",", value.EnumerateArray().Select(Shape)) + "]",
        JsonValueKind.String => Constant(value.GetString()!),
        JsonValueKind.Number => "#",
        _ => value.GetRawText(),
    };

    private static string MemberShape(JsonProperty member) => member.Name switch
    {
        // Values that differ between installations.
        "tools" or "mcp_servers" or "slash_commands" or "agents" or "skills"
            or "modelUsage" when member.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object => "*",
        "slug" or "cwd" or "root" or "directory" or "sandbox_url" or "auto" or "signature" or "snapshot" => "*",
        _ => Shape(member.Value),
    };

    private static string Constant(string text) => Id().Replace(text, "<id>");

    private JsonElement? Member(string side, string name) =>
        _root.GetProperty(side).TryGetProperty(name, out JsonElement value) ? value : null;

    [GeneratedRegex(
        "(user_|msg_|ses_|prt_|evt_|toolu_)?(fake_)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{12}[0-9A-Za-z]"
            + "{14}|[0-9a-f]{16,24}(?![0-9a-f]))|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z|\\d+ms|session_id is [0-9a-f-]+…|http://127.0.0.1:\\d+",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Id();
}
