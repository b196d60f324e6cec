namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>
/// A failed turn throws an exception by default. If <see cref="SendOptions.ThrowOnFailure"/> is false, the response contains an
/// <see cref="ErrorContent"/> instead. The messages of the tests are commands to the scripted agent: <c>FAIL 529</c> makes the turn fail
/// with status 529, <c>TOOL</c> runs a tool, and <c>HOLD</c> writes "begun" and waits.
/// </summary>
public sealed class FailureTests
{
    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task A_failed_turn_is_an_exception_with_its_reply(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient();
        List<ChatResponseUpdate> updates = [];

        TurnFailedException whole =
            (await chat.Invoking(c => c.GetResponseAsync("FAIL 529")).Should().ThrowAsync<TurnFailedException>()).Which;
        TurnFailedException streamed = await Assert.ThrowsAsync<TurnFailedException>(async () =>
        {
            await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync("FAIL 529"))
            {
                updates.Add(update);
            }
        });

        whole.Reply.IsError.Should().BeTrue();
        streamed.Reply.Error!.Name.Should().Be(whole.Reply.Error!.Name);
        updates[^1].Contents.OfType<ErrorContent>().Should().ContainSingle().Which.Message.Should().Contain("529");
        updates[^1].FinishReason!.Value.Value.Should().Be("error");
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task A_failed_turn_is_an_error_among_the_contents_on_request(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient(new() { Send = new() { ThrowOnFailure = false } });

        ChatResponse whole = await chat.GetResponseAsync("TOOL then FAIL 529");
        ChatResponse streamed = await chat.GetStreamingResponseAsync("TOOL then FAIL 529").ToChatResponseAsync();

        ErrorContent error = whole.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>().Should().ContainSingle().Subject;
        error.Message.Should().Contain("529");
        error.ErrorCode.Should().NotBeNullOrEmpty();
        error.Details.Should().Contain("529");
        error.RawRepresentation.Should().BeOfType<TurnError>();
        streamed.Shape().Should().Be(whole.Shape());
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task An_aborted_turn_has_failed(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient(new() { Send = new() { ThrowOnFailure = false } });
        List<ChatResponseUpdate> updates = [];

        await foreach (ChatResponseUpdate update in chat.GetStreamingResponseAsync("HOLD"))
        {
            updates.Add(update);
            if (update.Text.Length > 0)
            {
                await session.AbortAsync();
            }
        }

        updates[^1].FinishReason!.Value.Value.Should().Be("error");
        updates.Contents<ErrorContent>().Should().ContainSingle().Which.RawRepresentation.Should().BeOfType<TurnError>().Which.IsAbort
            .Should().BeTrue();
        updates.ToChatResponse().Text.Should().StartWith("begun");
    }

    [Fact]
    public async Task Other_failures_are_the_SDKs_own_exceptions()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        lap.Platform.EndSession(session.Id);
        await session.TerminateAsync();
        lap.Platform.Faults.Add(Fault.Status(409, """{"error":"session is dead"}""").On("POST", "/message").Forever());

        await session.AsChatClient().Invoking(c => c.GetResponseAsync("x")).Should().ThrowAsync<AgentPlatformConflictException>();
    }
}
