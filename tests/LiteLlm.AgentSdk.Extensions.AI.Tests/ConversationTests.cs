namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>The session that a call uses.</summary>
public sealed class ConversationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_agent_opens_a_session_for_a_conversation_and_continues_in_it(bool streamed)
    {
        await using Lap lap = await Lap.StartAsync();
        IChatClient chat = lap.Agent.AsChatClient();

        ChatResponse first = await Ask("one", null);
        ChatResponse second = await Ask("two", first.ConversationId);
        ChatResponse other = await Ask("three", null);

        second.ConversationId.Should().Be(first.ConversationId);
        other.ConversationId.Should().NotBe(first.ConversationId);
        lap.Turns.Select(t => t.SessionId).Should().Equal(first.ConversationId, first.ConversationId, other.ConversationId);
        lap.SessionsCreated.Should().Be(2);

        async Task<ChatResponse> Ask(string text, string? conversation)
        {
            ChatOptions options = new() { ConversationId = conversation };
            return streamed ? await chat.GetStreamingResponseAsync(text, options).ToChatResponseAsync()
                : await chat.GetResponseAsync(text, options);
        }
    }

    [Fact]
    public async Task A_conversation_continues_in_another_client()
    {
        await using Lap lap = await Lap.StartAsync();
        ChatResponse first = await lap.Agent.AsChatClient().GetResponseAsync("one");
        using AgentPlatformClient elsewhere = lap.Platform.CreateClient();
        ChatOptions there = new() { ConversationId = first.ConversationId };

        await elsewhere.AsChatClient(lap.Agent.Id).GetResponseAsync([new(ChatRole.User, "one"), .. first.Messages,
            new(ChatRole.User, "two")], there);
        Session session = await elsewhere.Sessions.GetAsync(first.ConversationId!);
        await session.AsChatClient().GetResponseAsync("three", there);

        lap.Turns.Select(t => t.Text).Should().Equal("one", "two", "three");
        lap.Turns.Select(t => t.SessionId).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_session_of_another_agent_and_an_unknown_session_are_refused()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent stranger = await lap.Client.Agents.CreateAsync(new() { Model = "m" });
        Session foreign = await stranger.CreateSessionAsync();
        IChatClient chat = lap.Agent.AsChatClient();

        (await chat.Invoking(c =>
            c.GetResponseAsync("x", new ChatOptions { ConversationId = foreign.Id })).Should().ThrowAsync<AgentPlatformNotFoundException>())
            .WithMessage($"*{foreign.Id}*does not belong to agent*");
        await chat.Invoking(c =>
            c.GetStreamingResponseAsync("x",
            new ChatOptions
            {
                ConversationId =
            "00000000-0000-0000-0000-000000000000"
            }).ToListAsync()).Should().ThrowAsync<AgentPlatformNotFoundException>();
        lap.MessagesReceived.Should().Be(0);
    }

    [Fact]
    public async Task A_sessions_client_accepts_only_its_own_session()
    {
        await using Lap lap = await Lap.StartAsync();
        Session mine = await lap.Agent.CreateSessionAsync();
        Session other = await lap.Agent.CreateSessionAsync();
        IChatClient chat = mine.AsChatClient();

        (await chat.Invoking(c =>
            c.GetResponseAsync("x", new ChatOptions { ConversationId = other.Id })).Should().ThrowAsync<AgentPlatformValidationException>())
            .Which.ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("options.ConversationId");
        lap.MessagesReceived.Should().Be(0);
        (await chat.GetResponseAsync("x", new ChatOptions { ConversationId = mine.Id })).ConversationId.Should().Be(mine.Id);
    }

    [Fact]
    public async Task A_stream_names_its_new_conversation_before_anything_is_sent()
    {
        await using Lap lap = await Lap.StartAsync();

        await using IAsyncEnumerator<ChatResponseUpdate> updates =
            lap.Agent.AsChatClient().GetStreamingResponseAsync("x").GetAsyncEnumerator();
        (await updates.MoveNextAsync()).Should().BeTrue();

        (await lap.Agent.GetSessionAsync(updates.Current.ConversationId!)).Status.Should().Be(SessionStatus.Ready);
        updates.Current.Contents.Should().BeEmpty();
        lap.MessagesReceived.Should().Be(0);
    }

    [Fact]
    public async Task A_new_conversation_that_fails_is_named_by_the_exception()
    {
        await using Lap lap = await Lap.StartAsync();
        IChatClient chat = lap.Agent.AsChatClient();

        TurnFailedException failed =
            (await chat.Invoking(c => c.GetResponseAsync("FAIL 529")).Should().ThrowAsync<TurnFailedException>()).Which;

        string conversation = failed.Data[AgentPlatformChatClientExtensions.ConversationIdKey].Should().BeOfType<string>().Subject;
        (await chat.GetResponseAsync("again", new ChatOptions { ConversationId = conversation })).Text.Should().Be("echo: again");
    }

    [Fact]
    public async Task New_sessions_follow_the_options()
    {
        await using Lap lap = await Lap.StartAsync();
        List<SessionProgress> seen = [];
        IChatClient chat = lap.Agent.AsChatClient(new() { NewSession = new() { Title = "from a chat", Progress = new Told(seen) } });

        await chat.GetResponseAsync("x");

        lap.Platform.ReceivedRequests.Should().Contain(r => r.Body.Contains("from a chat", StringComparison.Ordinal));
        seen.Should().NotBeEmpty();
    }

    [Fact]
    public async Task The_first_call_reports_an_agent_that_does_not_exist()
    {
        await using Lap lap = await Lap.StartAsync();
        IChatClient chat = lap.Client.AsChatClient("00000000-0000-0000-0000-000000000000");

        await chat.Invoking(c => c.GetResponseAsync("x")).Should().ThrowAsync<AgentPlatformNotFoundException>();
    }

    [Fact]
    public async Task An_agent_is_fetched_by_its_id_once()
    {
        await using Lap lap = await Lap.StartAsync();
        IChatClient chat = lap.Client.AsChatClient(lap.Agent.Id);
        lap.Platform.ReceivedRequests.Count(IsOfAgent).Should().Be(0);

        await chat.GetResponseAsync("one");
        await chat.GetResponseAsync("two");

        lap.Platform.ReceivedRequests.Count(IsOfAgent).Should().Be(1);

        bool IsOfAgent(ReceivedRequest request) =>
            request.Method == "GET" && request.Path.EndsWith("/agents/" + lap.Agent.Id, StringComparison.Ordinal);
    }

    private sealed class Told(List<SessionProgress> seen) : IProgress<SessionProgress>
    {
        public void Report(SessionProgress value) => seen.Add(value);
    }
}
