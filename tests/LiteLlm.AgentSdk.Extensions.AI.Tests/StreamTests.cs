namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>Streams are enumerated once and healed without repeated text. Text that was returned can't be taken back.</summary>
public sealed class StreamTests
{
    public static TheoryData<string, int> Cuts()
    {
        TheoryData<string, int> rows = [];
        foreach (string harness in (string[])["claude-agent-sdk", "opencode"])
        {
            foreach (int frames in (int[])[1, 4, 7, 9, 12, 15, 20])
            {
                rows.Add(harness, frames);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task Nothing_is_repeated_when_a_stream_is_cut(string harness, int frames)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient();
        ChatResponse whole = await chat.GetResponseAsync("THINK TOOL please");
        lap.Platform.Faults.Add(Fault.CutAfterEvents(frames).On("POST", "/message_stream"));

        List<ChatResponseUpdate> updates = await chat.GetStreamingResponseAsync("THINK TOOL please").ToListAsync();

        updates.Should().Contain(u => u.Contents.Count == 0 && u.RawRepresentation is TurnReconnecting);
        updates.ToChatResponse().Shape(withTimes: false).Should().Be(whole.Shape(withTimes: false),
            "the time of a message that was missed is not told again");
        lap.Turns.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_stream_can_be_enumerated_once()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IAsyncEnumerable<ChatResponseUpdate> updates = session.AsChatClient().GetStreamingResponseAsync("x");
        lap.MessagesReceived.Should().Be(0, "enumerating sends");

        await updates.ToListAsync();

        await updates.Invoking(u => u.ToListAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*once*");
        lap.MessagesReceived.Should().Be(1);
    }

    [Fact]
    public async Task A_part_whose_text_changed_is_announced_and_not_repeated()
    {
        TextPart part = new() { Id = "p", MessageId = "m", Text = "The answer is 42." };
        Message message = new() { Info = new() { Id = "m" }, Parts = [part] };
        StubSession session = new(
            new TurnTextDelta { Delta = "The answer is 41.", MessageId = "m", PartId = "p" },
            new TurnPartReplaced { Part = part, PreviousText = "The answer is 41." },
            new TurnHealed(),
            new TurnCompleted { Reply = new Reply { Text = part.Text, Messages = [message], Info = message.Info } });

        List<ChatResponseUpdate> updates = await session.AsChatClient().GetStreamingResponseAsync("x").ToListAsync();

        updates.ToChatResponse().Text.Should().Be("The answer is 41.", "returned text can't be taken back");
        updates[1].Contents.Should().BeEmpty();
        updates[1].RawRepresentation.Should().BeOfType<TurnPartReplaced>().Which.Part.Should().BeSameAs(part);
        updates[^1].RawRepresentation.Should().BeOfType<TurnCompleted>().Which.Reply.Text.Should().Be("The answer is 42.");
        (await session.AsChatClient().GetResponseAsync("x")).Text.Should().Be("The answer is 42.",
            "what is given whole is given as it reads in the end");
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task A_loop_that_ends_early_leaves_the_turn_running(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();

        await foreach (ChatResponseUpdate update in session.AsChatClient().GetStreamingResponseAsync("HOLD"))
        {
            if (update.Text.Length > 0)
            {
                break;
            }
        }

        lap.Platform.Counters.TurnsEnded.Should().Be(0);
        lap.Release();
        await lap.Platform.WaitForTurnsEndedAsync(1).WaitAsync(Lap.Patience);
        lap.Platform.ReceivedRequests.Should().NotContain(r => r.Path.EndsWith("/abort", StringComparison.Ordinal));
    }
}
