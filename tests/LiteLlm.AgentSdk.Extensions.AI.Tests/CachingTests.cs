using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>
/// The cache of Microsoft.Extensions.AI in front of the clients. It answers known messages and options without calling the clients, and
/// does
/// not cache calls that name a conversation.
/// </summary>
public sealed class CachingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Equal_messages_are_two_turns_if_the_conversation_is_named_in_front_of_the_cache(bool streamed)
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        using IChatClient chat = session.AsChatClient().AsBuilder()
            .ConfigureOptions(o => o.ConversationId = session.Id)
            .UseDistributedCache(Cache())
            .Build();

        ChatResponse first = await AskAsync(chat, "again", streamed);
        ChatResponse second = await AskAsync(chat, "again", streamed);

        lap.Platform.Counters.TurnsStarted.Should().Be(2);
        (first.Text, second.Text).Should().Be(("echo: again", "echo: again"));
        second.ResponseId.Should().NotBe(first.ResponseId);
    }

    /// <summary>Described in docs/extensions-ai.md. The client is not called the second time, so it can't prevent this.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task The_cache_answers_the_second_message_of_an_unnamed_conversation(bool streamed, bool coalesced)
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        using IChatClient chat = session.AsChatClient().AsBuilder()
            .UseDistributedCache(Cache(), cache => cache.CoalesceStreamingUpdates = coalesced)
            .Build();

        ChatResponse first = await AskAsync(chat, "again", streamed);
        ChatResponse second = await AskAsync(chat, "again", streamed);

        lap.Platform.Counters.TurnsStarted.Should().Be(1);
        second.ResponseId.Should().Be(first.ResponseId, "the id shows that the response comes from the cache");
    }

    [Fact]
    public async Task A_longer_history_is_another_key()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        using IChatClient chat = session.AsChatClient().AsBuilder().UseDistributedCache(Cache()).Build();
        List<ChatMessage> history = [new(ChatRole.User, "again")];
        history.AddMessages(await chat.GetResponseAsync(history));
        history.Add(new(ChatRole.User, "again"));

        await chat.GetResponseAsync(history);

        lap.Platform.Counters.TurnsStarted.Should().Be(2);
    }

    /// <summary>Described in docs/extensions-ai.md as the reason not to cache the clients of agents.</summary>
    [Fact]
    public async Task Two_callers_with_equal_messages_share_a_session_over_a_cached_agent_client()
    {
        await using Lap lap = await Lap.StartAsync();
        using IChatClient chat = lap.Agent.AsChatClient().AsBuilder().UseDistributedCache(Cache()).Build();

        ChatResponse ann = await chat.GetResponseAsync("hello");
        ChatResponse bob = await chat.GetResponseAsync("hello");

        bob.ConversationId.Should().Be(ann.ConversationId);
        lap.SessionsCreated.Should().Be(1);
    }

    private static MemoryDistributedCache Cache() => new(Options.Create(new MemoryDistributedCacheOptions()));

    private static async Task<ChatResponse> AskAsync(IChatClient chat, string text, bool streamed) =>
        streamed ? await chat.GetStreamingResponseAsync(text).ToChatResponseAsync() : await chat.GetResponseAsync(text);
}
