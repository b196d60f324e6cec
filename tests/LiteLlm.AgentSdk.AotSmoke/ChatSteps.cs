using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LiteLlm.AgentSdk.Extensions.AI;
using LiteLlm.AgentSdk.Testing;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.AotSmoke;

/// <summary>
/// The same steps through <see cref="IChatClient"/>: a conversation, tools for information, and a response that is stored and read.
/// </summary>
internal static class ChatSteps
{
    public static async Task RunAsync()
    {
        await using LocalAgentPlatform local = await LocalAgentPlatform.StartAsync(new() { Script = DemoScript.RunAsync });
        using AgentPlatformClient platform = local.CreateClient();
        Agent agent = await platform.Agents.CreateAsync(new() { Model = "m", HarnessId = HarnessId.ClaudeAgentSdk });
        IChatClient chat = platform.AsChatClient(agent.Id);

        ChatResponse whole = await chat.GetResponseAsync("THINK TOOL");
        ChatResponse streamed =
            await chat.GetStreamingResponseAsync("TOOL", new ChatOptions { ConversationId = whole.ConversationId }).ToChatResponseAsync();

        Check.That(streamed.Text == "Running a tool. The tool said: hi", $"the updates add up: {streamed.Text}");
        Check.That(streamed.ConversationId == whole.ConversationId, "the conversation goes on");
        JsonTypeInfo<ChatResponse> type = (JsonTypeInfo<ChatResponse>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse));
        ChatResponse again = JsonSerializer.Deserialize(JsonSerializer.Serialize(whole, type), type)!;
        FunctionCallContent call = again.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Single();
        Check.That(call.Arguments!["command"]!.ToString() == "echo hi", "arguments are stored and read without reflection");
        await agent.DeleteAsync();
        Console.WriteLine("live: chat client ok");
    }
}
