namespace LiteLlm.AgentSdk.IntegrationTests.Turns;

/// <summary>A message is sent and its reply awaited.</summary>
public sealed class SendTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Send, Calls.GetMessages)]
    public async Task The_reply_equals_the_thread(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        Reply reply = await session.SendAsync(Prompts.Hello);

        reply.IsError.Should().BeFalse();
        reply.IsPartial.Should().BeFalse();
        reply.Text.Should().NotBeEmpty();
        IReadOnlyList<Message> thread = await session.GetMessagesAsync();
        Message question = thread.Questions().Should().ContainSingle().Subject;
        question.OwnText.Should().Be(Prompts.Hello);
        question.Text.Should().StartWith("[SYSTEM:", "it is the first turn: the platform puts its own words ahead");
        thread[^1].Info.Id.Should().Be(reply.Messages[^1].Info.Id);
        thread[^1].Text.Should().Be(reply.Text);
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        reply.Text.Should().Be("echo: " + Prompts.Hello);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Send)]
    public async Task Every_character_is_returned_as_it_was_sent(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Reply reply = await on.Session.SendAsync(Prompts.Unicode);
        (await on.Session.GetMessagesAsync()).Questions().Last().OwnText.Should().Be(Prompts.Unicode);
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        reply.Text.Should().Be("echo: " + Prompts.Unicode);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Send)]
    public async Task Several_text_parts_are_one_message(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Reply reply = await on.Session.SendAsync(new SendOptions { TextParts = ["First part.", "Second part."] });
        reply.Text.Should().NotBeEmpty();
        Message question = (await on.Session.GetMessagesAsync()).Questions().Last();
        question.OwnText.Should().ContainAll("First part.", "Second part.");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Send)]
    public async Task An_image_is_seen_if_the_harness_accepts_images(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        Reply reply;
        try
        {
            reply = await session.SendAsync("Describe the image.", new() { Attachments = [Images.RedDot] });
        }
        catch (MessageNotDeliveredException exception)
        {
            Need.GiveUp($"'{harness}' does not take the platform's images: {exception.Message}");
            throw;
        }

        reply.Text.Should().NotBeEmpty();
        (await session.GetMessagesAsync()).Questions().First()
            .Parts.Should().ContainSingle(part => part is ImageCountPart || part.Type.Value == "file");
        Need.That(on.IsScripted, "the exact reply needs the scripted model");

        // opencode does not pass an image to a model without image support, and tells the model so.
        Need.That(!reply.Text.Contains("does not support image input", StringComparison.Ordinal),
            $"'{harness}' takes the image and keeps it from the model: {reply.Text}");
        reply.Text.Should().EndWith("[images=1]");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Send)]
    public async Task The_reply_has_the_tools_that_were_used(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Reply reply = await on.Session.SendAsync(Prompts.Tool);
        ToolPart? tool = reply.All<ToolPart>().FirstOrDefault();
        Need.That(tool is not null, $"the model used no tool on '{harness}': {reply.Text}");

        tool.State.Status.Should().Be(ToolStatus.Completed);
        tool.State.Output.Should().Contain("hi");
        tool.State.Input.GetProperty("command").GetString().Should().Contain("echo");
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        reply.Text.Should().EndWith("tool said: hi");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.SendStreaming)]
    public async Task A_long_running_send_gives_the_same_reply(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Reply reply = await on.Session.SendAsync("Say good afternoon.", new() { LongRunning = true });
        reply.Text.Should().NotBeEmpty();
        (await on.Session.GetMessagesAsync())[^1].Text.Should().Be(reply.Text);
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        reply.Text.Should().Be("echo: Say good afternoon.");
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Send)]
    public async Task Messages_of_one_client_are_sent_one_after_the_other(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        Task<Reply>[] sends = [.. Enumerable.Range(1, 3).Select(i => session.SendAsync($"Say the number {i}."))];
        Reply[] replies = await Task.WhenAll(sends);

        replies.Should().OnlyContain(static reply => reply.Text.Length > 0 && !reply.IsError);
        replies.Select(static reply => reply.Messages[^1].Info.Id).Should().OnlyHaveUniqueItems("each has an answer of its own");
        IReadOnlyList<Message> thread = await session.GetMessagesAsync();
        thread.Select(static message => message.Info.Role.Value)
            .Should().Equal("user", "assistant", "user", "assistant", "user", "assistant");
        Need.That(on.IsScripted, "the exact reply needs the scripted model");
        replies.Select(static reply => reply.Text).Should().Equal(Enumerable.Range(1, 3).Select(static i => $"echo: Say the number {i}."));
    }
}
