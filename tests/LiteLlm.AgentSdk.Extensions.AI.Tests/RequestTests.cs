namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>The part of the messages that is sent.</summary>
public sealed class RequestTests
{
    private static readonly byte[] s_png =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Fact]
    public async Task Only_new_messages_are_sent()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient();
        List<ChatMessage> history = [new(ChatRole.User, "one")];

        history.AddMessages(await chat.GetResponseAsync(history));
        history.Add(new(ChatRole.User, "two"));
        history.AddMessages(await chat.GetResponseAsync(history));
        history.Add(new(ChatRole.User, "three"));
        await history.AddMessagesAsync(chat.GetStreamingResponseAsync(history));

        lap.Turns.Select(t => t.Text).Should().Equal("one", "two", "three");
        history.Select(m => m.Text).Should().Equal("one", "echo: one", "two", "echo: two", "three", "echo: three");
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task Several_user_messages_are_sent_as_one_in_order(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();

        await session.AsChatClient().GetResponseAsync(
        [
            new(ChatRole.User, "old"),
            new(ChatRole.Assistant, "answered"),
            new(ChatRole.User, "first"),
            new(ChatRole.User, [new TextContent("second"), new TextContent(""), new TextContent("third")]),
        ]);

        LocalTurn turn = lap.Turns.Should().ContainSingle().Subject;
        turn.Text.Should().Be("first\nsecond\nthird");
        turn.Parts.Should().HaveCount(3);
    }

    [Fact]
    public async Task Images_are_sent_with_the_text()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();

        await session.AsChatClient().GetStreamingResponseAsync(
            new ChatMessage(ChatRole.User,
            [
                new TextContent("what is"),
                new DataContent(s_png, "image/png") { Name = "a.png" },
                new DataContent($"data:image/png;base64,{Convert.ToBase64String(s_png)}"),
                new TextContent("this"),
            ])).ToListAsync();

        LocalTurn turn = lap.Turns.Should().ContainSingle().Subject;
        turn.Text.Should().Be("what is\nthis");
        turn.ImageCount.Should().Be(2);
        lap.Platform.ReceivedRequests.Select(r =>
            r.Body).Where(b => b.Contains("attachments", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Should().Contain(Convert.ToBase64String(s_png)).And.Contain("a.png");
    }

    [Fact]
    public async Task Neither_messages_nor_options_are_changed()
    {
        await using Lap lap = await Lap.StartAsync();
        IChatClient chat = lap.Agent.AsChatClient();
        List<ChatMessage> messages = [new(ChatRole.User, [new TextContent("a"), new TextContent("b")])];
        ChatOptions options =
            new() { Temperature = 0.5f, Tools = [], StopSequences = [], AdditionalProperties = new() { ["x"] = "y" }, ModelId = Lap.Model };

        await chat.GetResponseAsync(messages, options);
        await chat.GetStreamingResponseAsync(messages, options).ToListAsync();

        messages.Should().ContainSingle().Which.Contents.Should().HaveCount(2);
        options.Should().BeEquivalentTo(new ChatOptions
        {
            Temperature = 0.5f,
            Tools = [],
            StopSequences = [],
            AdditionalProperties = new() { ["x"] = "y" },
            ModelId = Lap.Model
        });
        options.ConversationId.Should().BeNull();
    }

    [Fact]
    public async Task Changes_after_a_call_do_not_affect_it()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        List<ChatMessage> messages = [new(ChatRole.User, "as called")];

        IAsyncEnumerable<ChatResponseUpdate> updates = session.AsChatClient().GetStreamingResponseAsync(messages);
        messages[0] = new ChatMessage(ChatRole.User, "changed");
        await updates.ToListAsync();

        lap.Turns.Should().ContainSingle().Which.Text.Should().Be("as called");
    }

    [Fact]
    public async Task A_call_can_have_its_own_send_options()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient();
        IChatClient? asked = null;

        ChatResponse response = await chat.GetResponseAsync("FAIL 529", new ChatOptions
        {
            RawRepresentationFactory = client =>
            {
                asked = client;
                return new SendOptions { ThrowOnFailure = false, LongRunning = true };
            },
        });

        asked.Should().BeSameAs(chat);
        response.FinishReason!.Value.Value.Should().Be("error");
        lap.Platform.ReceivedRequests.Should().Contain(r => r.Path.EndsWith("/message_stream", StringComparison.Ordinal));
        await chat.Invoking(c =>
            c.GetResponseAsync("FAIL 529",
            new ChatOptions { RawRepresentationFactory = _ => "for another client" })).Should().ThrowAsync<TurnFailedException>();
    }
}
