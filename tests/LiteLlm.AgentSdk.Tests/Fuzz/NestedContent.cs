using System.Text;
using LiteLlm.AgentSdk.Tests.Json;
using LiteLlm.AgentSdk.Tests.Stubs;

namespace LiteLlm.AgentSdk.Tests.Fuzz;

/// <summary>
/// The process that <see cref="NestedContentTests"/> starts. Passes typed content of a Claude message, nested in all ways and to any depth,
/// through all code that reads, keeps and writes it. A stack overflow ends the process, so it can't be tested within the test process.
/// </summary>
internal static class NestedContent
{
    public const string Command = "nested-content";

    /// <summary>The entry point of this assembly; the runner does not use it.</summary>
    public static int Main(string[] args)
    {
        if (args is [TimeTests.Command])
        {
            TimeTests.Print();
            return 0;
        }

        if (args is not [Command, var seed, var rounds])
        {
            return 2;
        }

        for (int i = 0; i < int.Parse(rounds, null); i++)
        {
            Random random = Seeds.Round(int.Parse(seed, null), i);
            int depth = i switch { 0 => 5_000, 1 => 200_000, _ => random.Next(10) == 0 ? random.Next(20_000) : random.Next(200) };
            Use(Message(random, depth, typeLast: i % 2 == 0), i);
        }

        Console.Out.WriteLine("survived");
        return 0;
    }

    /// <summary>Returns a user message with content of the given nesting depth.</summary>
    public static string Message(Random random, int depth, bool typeLast, string kind = "tool_result")
    {
        StringBuilder json = new("""{"type":"user","message":{"role":"user","content":[""");
        Stack<string> ends = [];
        for (int i = 0; i < depth; i++)
        {
            string more = random.Next(30) == 0 ? $"\"more\":{ForeignShapes.Next(random, loose: false)}," : "";
            string before = random.Next(10) == 0 ? """{"type":"text","text":"t"},""" : "";
            json.Append(before).Append(typeLast
                ? $$$$"""{{{{{more}}}}"tool_use_id":"t{{{{i}}}}","content":["""
                : $$$$"""{"type":"{{{{kind}}}}",{{{{more}}}}"tool_use_id":"t{{{{i}}}}","content":[""");
            ends.Push(typeLast ? $$$$"""],"type":"{{{{kind}}}}"}""" : "]}");
        }

        json.Append("""{"type":"text","text":"innermost"}""");
        foreach (string end in ends)
        {
            json.Append(end);
        }

        return json.Append("]}}").ToString();
    }

    private static void Use(string json, int round)
    {
        ClaudeMessage message = ClaudeMessage.Parse(json);
        string written = message.ToJson();
        if (message is not ClaudeUserMessage || !written.Contains("innermost", StringComparison.Ordinal)
            || ClaudeMessage.Parse(written).ToJson() != written)
        {
            throw new InvalidOperationException($"Round {round} has lost something.");
        }

        _ = message.ToString();
        _ = message.GetHashCode();
        _ = message.Equals(ClaudeMessage.Parse(json));
        SessionEvent carried =
            EventDecoder.Decode(Encoding.UTF8.GetBytes($$$$"""{"type":"claude_sdk_message","properties":{"message":{{{{json}}}}}}"""));
        _ = carried.ToJson();
        _ = carried.ToString();
        _ = ClaudeMessage.From((ClaudeSdkMessageEvent)carried);
        ClaudeConversation conversation = ClaudeConversation.Empty;
        conversation = conversation.Add(ClaudeMessage.Parse(
            """{"type":"assistant","message":{"id":"m","role":"assistant","content":"""
                + """[{"type":"tool_use","id":"t0","name":"T","input":{}}]}}"""));
        conversation = conversation.Add(message);
        foreach (ClaudeConversationMessage folded in conversation.Messages)
        {
            _ = folded.Text;
        }

        _ = ClaudeMessage.Parse(json.Replace("\"type\":\"user\"", "\"type\":\"assistant\"", StringComparison.Ordinal)).ToString();
    }
}
