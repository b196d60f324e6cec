using System.Runtime.InteropServices;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Reads the reply to a blocking send. The platform sends <c>{info, parts}</c>; older proxies and terminal harnesses send <c>{text}</c>,
/// <c>{response}</c>, <c>{message}</c> or <c>{content: [{type: "text", text}]}</c>. The text comes from the first of these members.
/// </summary>
internal static class ReplyReader
{
    public static ReplyContent Read(JsonElement reply)
    {
        if (reply.ValueKind != JsonValueKind.Object)
        {
            return new(Message: null, JsonText.GetString(reply));
        }

        Message? message = null;
        if (Has(reply, "info", JsonValueKind.Object) || Has(reply, "parts", JsonValueKind.Array))
        {
            Utf8JsonReader reader = new(JsonMarshal.GetRawUtf8Value(reply), LapJson.ReaderOptions);
            reader.Read();
            message = ThreadConverter.ReadMessage(ref reader, LapJson.Options);
        }

        string? text = Has(reply, "parts", JsonValueKind.Array) ? message?.Text : null;
        text ??= JsonText.GetString(reply, "text")
            ?? JsonText.GetString(reply, "response")
            ?? JsonText.GetString(reply, "message")
            ?? Content(reply);
        return new(message, text);
    }

    /// <summary>Returns whether the JSON has one of the formats of a reply.</summary>
    public static bool IsReply(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => true,
        JsonValueKind.Object => Has(json, "info", JsonValueKind.Object) || Has(json, "parts", JsonValueKind.Array)
            || Has(json, "text", JsonValueKind.String) || Has(json, "response", JsonValueKind.String)
                || Has(json, "message", JsonValueKind.String)
            || Content(json) is not null,
        _ => false,
    };

    private static bool Has(JsonElement reply, string name, JsonValueKind kind) =>
        ForeignJson.TryGet(reply, name, out JsonElement member) && member.ValueKind == kind;

    private static string? Content(JsonElement reply)
    {
        if (!ForeignJson.TryGet(reply, "content", out JsonElement content))
        {
            return null;
        }

        if (content.ValueKind != JsonValueKind.Array)
        {
            return JsonText.GetString(content);
        }

        List<string> texts = [];
        foreach (JsonElement part in content.EnumerateArray())
        {
            if (string.Equals(JsonText.GetString(part, "type"), "text", StringComparison.Ordinal)
                && JsonText.GetString(part, "text") is { } text)
            {
                texts.Add(text);
            }
        }

        return string.Join('\n', texts);
    }
}
