using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>
/// Makes the texts of a real platform comparable: the recordings have other texts in place of the platform's instructions, and their model
/// sent other pieces.
/// </summary>
internal static partial class Spoken
{
    /// <summary>Replaces the platform's instructions with the text of the recordings.</summary>
    public static string WithoutInstructions(string json) => Instructions().Replace(json, "${before}(platform instructions)${after}");

    /// <summary>Joins the pieces of each part into one frame at the position of the first.</summary>
    public static string[] JoinPieces(IEnumerable<string> frames)
    {
        List<JsonNode> joined = [];
        Dictionary<string, JsonObject> open = [];
        foreach (JsonNode frame in frames.Select(static frame => JsonNode.Parse(frame)!))
        {
            JsonNode value = frame["event"] ?? frame;
            if (PieceOf(value) is not { } piece)
            {
                if (EndsPieces(value))
                {
                    open.Clear();
                }

                joined.Add(frame);
            }
            else if (open.TryGetValue(piece.Key, out JsonObject? first))
            {
                first[piece.Member] = first[piece.Member]!.GetValue<string>() + piece.Holder[piece.Member]!.GetValue<string>();
            }
            else
            {
                open[piece.Key] = piece.Holder;
                joined.Add(frame);
            }
        }

        return [.. joined.Select(static frame => frame.ToJsonString())];
    }

    private static (string Key, JsonObject Holder, string Member)? PieceOf(JsonNode value)
    {
        if (value["properties"] is not JsonObject properties)
        {
            return null;
        }

        if ((string?)value["type"] == "message.part.delta")
        {
            return ($"{properties["messageID"]}/{properties["partID"]}", properties, "delta");
        }

        return properties["message"]?["event"] is JsonObject said && said["delta"] is JsonObject delta
            && ((string[])["text", "thinking", "partial_json"]).FirstOrDefault(delta.ContainsKey) is { } member
            ? ($"{said["index"]}/{member}", delta, member)
            : null;
    }

    // The indexes of the model's blocks restart with each message.
    private static bool EndsPieces(JsonNode value) => (string?)value["properties"]?["message"]?["event"]?["type"] == "message_start";

    [GeneratedRegex(
        """(?<before><system_instructions>\\+n(You are a helpful assistant\.\\+n\\+n)?)"""
        + """(?!You are a helpful assistant\.\\+n<).*?(?<after>\\+n</system_instructions>)""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Instructions();
}
