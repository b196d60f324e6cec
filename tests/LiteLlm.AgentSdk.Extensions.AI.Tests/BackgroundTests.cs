namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>Background responses: a continuation token is the turn's checkpoint, and resumes the turn without a second one.</summary>
public sealed class BackgroundTests
{
    private static readonly ChatOptions s_background = new() { AllowBackgroundResponses = true };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_is_resumed_in_another_client(bool ofSession)
    {
        await using Lap lap = await Lap.StartAsync();
        ResponseContinuationToken? token = null;
        string conversation = "";
        await foreach (ChatResponseUpdate update in lap.Agent.AsChatClient().GetStreamingResponseAsync("HOLD on", s_background))
        {
            token = update.ContinuationToken ?? token;
            conversation = update.ConversationId!;
            if (update.Text.Length > 0)
            {
                update.ContinuationToken.Should().NotBeNull();
                break;
            }
        }

        using AgentPlatformClient elsewhere = lap.Platform.CreateClient();
        IChatClient other = ofSession
            ? (await elsewhere.Sessions.GetAsync(conversation)).AsChatClient()
            : elsewhere.AsChatClient(lap.Agent.Id);
        lap.Release();

        List<ChatResponseUpdate> rest = await other.GetStreamingResponseAsync([], Resume(token!)).ToListAsync();

        string.Concat(rest.Select(u => u.Text)).Should().Be("echo: HOLD on", "text that was returned before is not repeated");
        rest[^1].ContinuationToken.Should().BeNull("it has ended");
        rest[0].ContinuationToken.Should().NotBeNull();
        lap.Platform.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task A_whole_response_is_resumed_completely()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        SessionChatClientOptions aborting = new() { Send = new() { AbortWhenAbandoned = true } };

        ChatResponse begun = await session.AsChatClient(aborting).GetResponseAsync("HOLD on", s_background);
        lap.Release();
        ChatResponse ended = await session.AsChatClient().GetResponseAsync([], Resume(begun.ContinuationToken!));

        begun.Messages.Should().BeEmpty();
        begun.ConversationId.Should().Be(session.Id);
        (ended.Text, ended.ContinuationToken).Should().Be(("begun echo: HOLD on", null));
        lap.Platform.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task A_continuation_token_exists_only_on_request()
    {
        await using Lap lap = await Lap.StartAsync();

        (await lap.Agent.AsChatClient().GetStreamingResponseAsync("x").ToListAsync()).Should().OnlyContain(u =>
            u.ContinuationToken == null);
    }

    [Fact]
    public async Task Tokens_that_can_t_be_used_are_refused()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        Session other = await lap.Agent.CreateSessionAsync();
        ChatResponse begun = await session.AsChatClient().GetResponseAsync("HOLD", s_background);
        ChatOptions resume = Resume(begun.ContinuationToken!);
        ChatOptions otherConversation = Resume(begun.ContinuationToken!);
        otherConversation.ConversationId = other.Id;

        await RefusedAsync(session.AsChatClient(), [new(ChatRole.User, "x")], resume, "messages");
        await RefusedAsync(other.AsChatClient(), [], resume, "options.ConversationId");
        await RefusedAsync(lap.Agent.AsChatClient(), [], otherConversation, "options.ConversationId");
        await RefusedAsync(session.AsChatClient(), [], new() { ContinuationToken = ResponseContinuationToken.FromBytes("x"u8.ToArray()) },
            "options.ContinuationToken");
        lap.Platform.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task The_names_of_several_authors_are_sent()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient();

        await chat.GetResponseAsync([new(ChatRole.User, "one") { AuthorName = "Ann" }, new(ChatRole.User, "two") { AuthorName = "Bob" }]);
        await chat.GetResponseAsync([new(ChatRole.User, "three") { AuthorName = "Ann" }]);

        lap.Turns[0].Text.Should().Contain("Ann: one").And.Contain("Bob: two");
        lap.Turns[1].Text.Should().Be("three");
    }

    private static ChatOptions Resume(ResponseContinuationToken token) =>
        new() { ContinuationToken = ResponseContinuationToken.FromBytes(token.ToBytes().ToArray()) };

    private static async Task RefusedAsync(IChatClient chat, ChatMessage[] messages, ChatOptions options, string path)
    {
        (await chat.Invoking(c => c.GetResponseAsync(messages, options)).Should().ThrowAsync<AgentPlatformValidationException>())
            .Which.ValidationErrors.Should().Contain(e => e.Path == path);
    }
}
