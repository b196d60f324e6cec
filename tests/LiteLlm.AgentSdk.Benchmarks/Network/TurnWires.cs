using System.Globalization;
using System.Text;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>
/// A turn with the same tokens in four formats: as both harnesses of the platform send it, and as the APIs of OpenAI and Anthropic do. The
/// platform's frames are recorded frames with other tokens.
/// </summary>
internal static class TurnWires
{
    public const int Tokens = 4_000;

    /// <summary>The session with a turn in the format of the claude-agent-sdk harness: two frames per token.</summary>
    public const string ClaudeSession = "turn-claude";

    /// <summary>The session with a turn in the format of the opencode harness.</summary>
    public const string OpenCodeSession = "turn-opencode";

    /// <summary>The prefix of the ids of sessions whose turn shows its message and then stays silent.</summary>
    public const string SilentSession = "turn-silent";

    /// <summary>The prefix of the ids of sessions with a turn of <see cref="FewTokens"/> tokens.</summary>
    public const string ShortSession = "turn-short";

    public const int FewTokens = 200;

    /// <summary>The message that begins the recorded turn of the Claude harness.</summary>
    public const string ClaudeText = "LONG 50 SLOW 20";

    /// <summary>The message that begins the recorded turn of the opencode harness.</summary>
    public const string OpenCodeText = "next turn";

    public const string OpenAIPath = "/openai/v1/chat/completions";
    public const string AnthropicPath = "/v1/messages";

    public static byte[] Claude(int tokens = Tokens) => Longer(RecordedStreams.Claude, [.. Enumerable.Range(0, 50).Select(Token)], tokens);

    public static byte[] OpenCode() => Longer(RecordedStreams.OpenCodeTurn, ["echo: ne", "xt turn"], Tokens);

    /// <summary>Returns the frames of a turn up to its own user message.</summary>
    public static byte[] Begun() =>
        [.. RecordedStreams.Frames(RecordedStreams.Claude).Take(4).SelectMany(static frame => frame)];

    public static byte[] OpenAI()
    {
        const string Head =
            """data: {"id":"chatcmpl-CfA1b2C3d4E5f6G7h8I9j0K1l2M3n","object":"chat.completion.chunk","created":1795307549"""
                + ""","model":"gpt-5-mini-2025-08-07","service_tier":"default","system_fingerprint":"fp_44added55e","choices":"""
                + """[{"index":0,"delta":""";
        const string Tail = ""","logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"a1b2c3"}""";
        StringBuilder stream = new();
        stream.Append(Head).Append("""{"role":"assistant","content":"","refusal":null}""").Append(Tail).Append("\n\n");
        for (int i = 0; i < Tokens; i++)
        {
            stream.Append(Head).Append(CultureInfo.InvariantCulture, $$"""{"content":"{{Token(i)}}"}""").Append(Tail).Append("\n\n");
        }

        stream.Append(Head).Append("{}").Append(Tail.Replace("\"finish_reason\":null", "\"finish_reason\":\"stop\"",
            StringComparison.Ordinal));
        return Encoding.UTF8.GetBytes(stream.Append("\n\ndata: [DONE]\n\n").ToString());
    }

    public static byte[] Anthropic()
    {
        StringBuilder stream = new();
        Frame(
            "message_start",
            """{"type":"message_start","message":{"id":"msg_01XFDUDYJgAACzvnptvVoYEL","type":"message","role":"assistant","content":[]"""
                + ""","model":"claude-haiku-4-5","stop_reason":null,"stop_sequence":null,"usage":"""
                + """{"input_tokens":25,"output_tokens":1}}}""");
        Frame("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""");
        for (int i = 0; i < Tokens; i++)
        {
            Frame("content_block_delta",
                $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{Token(i)}}}"}}""");
        }

        Frame("content_block_stop", """{"type":"content_block_stop","index":0}""");
        Frame(
            "message_delta",
            """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":4000}}""");
        Frame("message_stop", """{"type":"message_stop"}""");
        return Encoding.UTF8.GetBytes(stream.ToString());

        void Frame(string name, string data) => stream.Append("event: ").Append(name).Append("\ndata: ").Append(data).Append("\n\n");
    }

    private static string Token(int number) => string.Create(CultureInfo.InvariantCulture, $"tok{number} ");

    /// <summary>Returns a recorded turn with more tokens. The frames of the first token are repeated for each token.</summary>
    private static byte[] Longer(byte[] recorded, string[] tokens, int count)
    {
        List<string> frames = [.. RecordedStreams.Frames(recorded).Select(Encoding.UTF8.GetString)];
        int first = frames.FindIndex(frame => frame.Contains(Quoted(tokens[0]), StringComparison.Ordinal));
        int last = frames.FindLastIndex(frame => frame.Contains(Quoted(tokens[^1]), StringComparison.Ordinal));
        string[] ofOneToken = [.. frames.Skip(first).TakeWhile(frame => frame.Contains(Quoted(tokens[0]), StringComparison.Ordinal))];
        StringBuilder stream = new(string.Concat(frames.Take(first)));
        for (int i = 0; i < count; i++)
        {
            foreach (string frame in ofOneToken)
            {
                stream.Append(frame.Replace(Quoted(tokens[0]), Quoted(Token(i)), StringComparison.Ordinal));
            }
        }

        string text = string.Concat(Enumerable.Range(0, count).Select(Token));
        stream.Append(string.Concat(frames.Skip(last + 1)).Replace(string.Concat(tokens), text, StringComparison.Ordinal));
        return Encoding.UTF8.GetBytes(stream.ToString());
    }

    private static string Quoted(string token) => $"\"{token}\"";
}
