using LiteLlm.AgentSdk.Extensions.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.IntegrationTests.Turns;

/// <summary>Sessions behind Microsoft.Extensions.AI and Microsoft Agent Framework.</summary>
public sealed class ChatTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Send)]
    public async Task A_chat_client_answers(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        using IChatClient chat = on.Session.AsChatClient();
        ChatResponse response = await chat.GetResponseAsync(Prompts.Hello);

        response.Text.Should().NotBeEmpty();
        response.ConversationId.Should().Be(on.Session.Id);
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        response.Text.Should().Be("echo: " + Prompts.Hello);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming)]
    public async Task A_chat_client_streams(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        using IChatClient chat = on.Session.AsChatClient();
        ChatResponse response = await chat.GetStreamingResponseAsync(Prompts.Tool).ToChatResponseAsync();

        IReadOnlyList<Message> thread = await on.Session.GetMessagesAsync();
        response.Text.Should().EndWith(thread[^1].Parts.OfType<TextPart>().Last().Text);
        response.FinishReason.Should().Be(ChatFinishReason.Stop);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.CreateSession, Calls.Send)]
    public async Task A_chat_client_of_an_agent_continues_a_conversation(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        using IChatClient chat = on.Agent.AsChatClient();
        ChatResponse first = await chat.GetResponseAsync("Say good morning.");
        Session session = await Client.Sessions.GetAsync(first.ConversationId!);
        Afterwards(() => session.TerminateAsync());
        ChatResponse second = await chat.GetResponseAsync("Say good night.", new() { ConversationId = first.ConversationId });

        second.ConversationId.Should().Be(first.ConversationId);
        (await session.GetMessagesAsync()).Questions()
            .Select(static message => message.OwnText).Should().Equal("Say good morning.", "Say good night.");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.CreateSession)]
    public async Task The_Agent_Framework_runs_on_an_agent(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        using IChatClient chat = on.Agent.AsChatClient();
        AIAgent agent = new ChatClientAgent(chat, new ChatClientAgentOptions { UseProvidedChatClientAsIs = true });
        AgentSession thread = await agent.CreateSessionAsync();
        AgentResponse first = await agent.RunAsync("Say good morning.", thread);
        string id = ((ChatClientAgentSession)thread).ConversationId!;
        Session session = await Client.Sessions.GetAsync(id);
        Afterwards(() => session.TerminateAsync());
        string streamed = "";
        await foreach (AgentResponseUpdate update in agent.RunStreamingAsync("Say good night.", thread))
        {
            streamed += update.Text;
        }

        first.Text.Should().NotBeEmpty();
        streamed.Should().NotBeEmpty();
        (await session.GetMessagesAsync()).Questions().Count().Should().Be(2, "one session, two turns");
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        streamed.Should().Be("echo: Say good night.");
    }
}
