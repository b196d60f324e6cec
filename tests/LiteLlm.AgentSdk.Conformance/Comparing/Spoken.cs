using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>
/// Makes what a real platform says comparable: the recordings have other words in the place of the platform's instructions, and their
/// model spoke in pieces of its own.
/// </summary>
internal static partial class Spoken
{
    /// <summary>Puts the recordings' words in the place of the platform's instructions.</summary>
    public static string WithoutInstructions(string json) => Instructions().Replace(json, "${before}(platform instructions)${after}");

    /// <summary>Joins the pieces of each part: one frame says what several said, at the place of the first.</summary>
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

    // The indexes of the model's blocks begin again with each message.
    private static bool EndsPieces(JsonNode value) => (string?)value["properties"]?["message"]?["event"]?["type"] == "message_start";

    [GeneratedRegex(
        """(?<before><system_instructions>\\+n(You are a helpful assistant\.\\+n\\+n)?)"""
        + """(?!You are a helpful assistant\.\\+n<).*?(?<after>\\+n</system_instructions>)""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Instructions();
}
