using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>The documentation's C#, as it stands there, so that it compiles; <see cref="SnippetTests"/> runs it.</summary>
internal static class Snippets
{
    public static async Task OneSessionAsync(Session session)
    {
        using IChatClient chat = session.AsChatClient();
        ChatResponse response = await chat.GetResponseAsync("In one sentence, what is this repo about?");
        Console.WriteLine(response.Text);

        await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync("Now show me the routes file."))
        {
            Console.Write(update.Text);
        }
    }

    public static async Task HistoryAsync(Session session)
    {
        IChatClient chat = session.AsChatClient();
        List<ChatMessage> history = [];
        foreach (string question in (string[])["What is this repo about?", "And the tests?"])
        {
            history.Add(new ChatMessage(ChatRole.User, question));
            ChatResponse response = await chat.GetResponseAsync(history);
            history.AddMessages(response);
        }
    }

    public static async Task ConversationsAsync(Agent agent)
    {
        IChatClient chat = agent.AsChatClient();
        ChatResponse first = await chat.GetResponseAsync("What is this repo about?");

        ChatOptions goOn = new() { ConversationId = first.ConversationId };
        ChatResponse second = await chat.GetResponseAsync("And the tests?", goOn);

        second.ConversationId.Should().Be(first.ConversationId);
    }

    public static async Task ReadmeAsync(Agent agent)
    {
        IChatClient chat = agent.AsChatClient();
        ChatResponse first = await chat.GetResponseAsync("What is this repo about?");

        ChatOptions goOn = new() { ConversationId = first.ConversationId };
        await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync("And the tests?", goOn))
        {
            Console.Write(update.Text);
        }
    }

    public static void Services(IServiceCollection services, IConfiguration configuration, string agentId)
    {
        services.AddAgentPlatform(configuration.GetSection("AgentPlatform"));
        services.AddSingleton<IChatClient>(provider => provider.GetRequiredService<AgentPlatformClient>().AsChatClient(agentId));
    }

    public static async Task OptionsAsync(Session session)
    {
        IChatClient chat = session.AsChatClient(new SessionChatClientOptions
        {
            Send = new SendOptions { LongRunning = true, AbortWhenAbandoned = true, ThrowOnFailure = false },
        });

        ChatResponse response = await chat.GetResponseAsync("Run all tests.", new ChatOptions
        {
            RawRepresentationFactory = _ => new SendOptions { TurnTimeout = TimeSpan.FromHours(2), LongRunning = true },
        });
        decimal? cost = (response.RawRepresentation as Reply)?.Cost;

        cost.Should().BePositive();
    }

    public static async Task ElsewhereAsync(Session session, AgentPlatformClient platform)
    {
        IChatClient chat = session.AsChatClient();
        string? saved = null;
        await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync("Run all tests."))
        {
            saved = (update.RawRepresentation as TurnUpdate)?.CreateToken()?.ToString() ?? saved;
        }

        await foreach (TurnUpdate update in platform.ResumeTurnAsync(TurnToken.Parse(saved!)))
        {
            Console.Write(update.Text);
        }
    }
}
