namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>A turn as a complete and as a streamed response.</summary>
public sealed class ResponseTests
{
    public static TheoryData<string, string> Turns()
    {
        TheoryData<string, string> rows = [];
        foreach (string harness in (string[])["claude-agent-sdk", "opencode"])
        {
            foreach (string text in (string[])["hello", "THINK and tell", "TOOL please", "THINK TOOL LONG 30", "BROKEN then go on",
                "UNICODE"])
            {
                rows.Add(harness, text);
            }
        }

        return rows;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pipeline_that_invokes_functions_invokes_none_of_the_agent_s(bool streamed)
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        using IChatClient chat = session.AsChatClient().AsBuilder().UseFunctionInvocation().Build();

        ChatResponse response = streamed ? await chat.GetStreamingResponseAsync("TOOL").ToChatResponseAsync()
            : await chat.GetResponseAsync("TOOL");

        response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Should().ContainSingle();
        response.Messages.SelectMany(m => m.Contents).OfType<FunctionResultContent>().Should().ContainSingle()
            .Which.RawRepresentation.Should().BeOfType<ToolPart>("it is the agent's own result");
        lap.MessagesReceived.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Turns))]
    public async Task The_whole_response_equals_the_sum_of_the_updates(string harness, string text)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();
        using IChatClient chat = session.AsChatClient(new() { Agent = lap.Agent });

        ChatResponse whole = await chat.GetResponseAsync(text);
        ChatResponse streamed = await chat.GetStreamingResponseAsync(text).ToChatResponseAsync();

        streamed.Shape().Should().Be(whole.Shape());
        whole.ConversationId.Should().Be(session.Id);
        streamed.ConversationId.Should().Be(session.Id);
        whole.ResponseId.Should().NotBeNullOrEmpty().And.NotBe(streamed.ResponseId, "they are two turns");
        whole.ModelId.Should().Be(Lap.Model);
        whole.FinishReason.Should().Be(ChatFinishReason.Stop);
        whole.Messages.Should().OnlyContain(m => m.Role == ChatRole.Assistant && m.MessageId != null && m.CreatedAt != null);
        whole.Usage!.TotalTokenCount.Should().Be(whole.Usage.InputTokenCount + whole.Usage.OutputTokenCount).And.BePositive();
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task The_whole_response_equals_the_platforms_messages(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();

        ChatResponse response = await session.AsChatClient().GetResponseAsync("THINK TOOL please");

        Message[] thread = [.. (await session.GetMessagesAsync()).Where(m => m.Info.Role == MessageRole.Assistant)];
        response.Messages.Select(m => m.MessageId).Should().Equal(thread.Select(m => m.Info.Id));
        response.ResponseId.Should().Be(thread[0].Info.Id);
        response.Text.ReplaceLineEndings("").Should().Be("Running a tool. The tool said: hi");
        string.Concat(response.Messages.SelectMany(m => m.Contents).OfType<TextReasoningContent>().Select(r =>
            r.Text)).Should().Be("I should think about what was said before I answer.");
        Reply reply = response.RawRepresentation.Should().BeOfType<Reply>().Subject;
        response.Messages.Select(m => m.RawRepresentation).Should().AllBeOfType<Message>().And.Equal(reply.Messages);
        response.Usage!.OutputTokenCount.Should().Be(reply.OutputTokens);
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task Every_update_names_its_message_and_its_raw_representation(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();

        List<ChatResponseUpdate> updates =
            await session.AsChatClient(new() { Agent = lap.Agent }).GetStreamingResponseAsync("THINK TOOL please").ToListAsync();

        updates.Should().OnlyContain(u =>
            u.ConversationId == session.Id && u.Role == ChatRole.Assistant && u.ModelId == Lap.Model && u.RawRepresentation is TurnUpdate);
        updates.Where(u =>
            u.Contents.Count > 0).Should().OnlyContain(u => !string.IsNullOrEmpty(u.MessageId) && !string.IsNullOrEmpty(u.ResponseId));
        updates.Select(u => u.ResponseId).OfType<string>().Distinct().Should().ContainSingle();
        updates.Should().Contain(u =>
            u.Contents.Count == 0 && u.RawRepresentation is TurnEvent, "nothing that the platform says is dropped");
        updates.Contents<TextContent>().Should().HaveCountGreaterThan(3, "text arrives in deltas").And.OnlyContain(t =>
            t.RawRepresentation is TurnTextDelta);
        updates[^1].FinishReason.Should().Be(ChatFinishReason.Stop);
        updates[^1].RawRepresentation.Should().BeOfType<TurnCompleted>();
        updates[^1].Contents.Should().ContainSingle().Which.Should().BeOfType<UsageContent>();
        updates.SkipLast(1).Should().OnlyContain(u => u.FinishReason == null);
    }

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task Tools_that_the_agent_has_run_are_for_information_only(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();

        List<ChatResponseUpdate> updates = await session.AsChatClient().GetStreamingResponseAsync("BROKEN TOOL").ToListAsync();

        FunctionCallContent[] calls = [.. updates.Contents<FunctionCallContent>()];
        FunctionResultContent[] results = [.. updates.Contents<FunctionResultContent>()];
        calls.Select(c => c.Name).Should().Equal("Read", "Bash");
        calls.Should().OnlyContain(c => c.InformationalOnly && c.RawRepresentation is ToolPart);
        calls.Select(c => c.CallId).Should().Equal(results.Select(r => r.CallId)).And.OnlyHaveUniqueItems().And.NotContain("");
        calls[0].Arguments!.Keys.Should().Equal("path", "limit");
        calls[0].Arguments!["limit"].Should().BeOfType<System.Text.Json.JsonElement>().Which.GetRawText().Should().Be("1.50",
            "numbers stay as the model wrote them");
        calls[1].Arguments!["command"]!.ToString().Should().Be("echo hi");
        results[0].Result.Should().Be("no such file");
        results[0].Exception!.Message.Should().Contain("Read").And.Contain("no such file");
        results[1].Result.Should().Be("hi");
        results[1].Exception.Should().BeNull();
        updates.FindIndex(u => u.Contents.Contains(calls[1])).Should().BeLessThan(updates.FindIndex(u => u.Contents.Contains(results[1])));
    }

    [Fact]
    public async Task Usage_counts_the_cache_within_the_input()
    {
        Message Step(string id, long input, long output, long read, long write) => new()
        {
            Info = new()
            {
                Id = id,
                Finish = "length",
                Tokens = new() { Input = input, Output = output, Reasoning = 2, Cache = new() { Read = read, Write = write } },
            },
            Parts = [new TextPart { Text = id }],
        };
        Reply reply = new() { Messages = [Step("a", 10, 5, 100, 20), Step("b", 1, 1, 0, 0)], Info = Step("b", 1, 1, 0, 0).Info };

        ChatResponse response = await new StubSession(new TurnCompleted { Reply = reply }).AsChatClient().GetResponseAsync("x");

        response.Usage.Should().BeEquivalentTo(new UsageDetails
        {
            InputTokenCount = 131,
            OutputTokenCount = 6,
            TotalTokenCount = 137,
            CachedInputTokenCount = 100,
            ReasoningTokenCount = 4,
        });
        response.FinishReason.Should().Be(ChatFinishReason.Length);
        response.Messages.Select(m => m.Text).Should().Equal("a", "b");
    }

    [Fact]
    public async Task A_reply_with_only_text_is_a_message()
    {
        StubSession session =
            new(new TurnTextDelta { Delta = "wo" }, new TurnTextDelta { Delta = "rd" },
            new TurnCompleted { Reply = new Reply { Text = "word" } });

        ChatResponse whole = await session.AsChatClient().GetResponseAsync("x");
        ChatResponse streamed = await session.AsChatClient().GetStreamingResponseAsync("x").ToChatResponseAsync();

        whole.Text.Should().Be("word");
        streamed.Shape().Should().Be(whole.Shape());
        whole.Usage.Should().BeNull();
    }

    [Fact]
    public async Task An_input_of_a_tool_that_is_not_an_object_is_kept()
    {
        ToolPart tool =
            new()
            {
                Id = "p",
                Tool = "t",
                State = new() { Status = ToolStatus.Running, Input = System.Text.Json.JsonDocument.Parse("[1]").RootElement }
            };
        ToolPart none = new() { Id = "q", Tool = "u", State = new() { Status = ToolStatus.Running } };
        StubSession session =
            new(new TurnToolStarted { Tool = tool }, new TurnToolStarted { Tool = none }, new TurnCompleted { Reply = new Reply() });

        List<ChatResponseUpdate> updates = await session.AsChatClient().GetStreamingResponseAsync("x").ToListAsync();

        FunctionCallContent[] calls = [.. updates.Contents<FunctionCallContent>()];
        calls[0].CallId.Should().Be("p");
        calls[0].Arguments!["input"]!.ToString().Should().Be("[1]");
        calls[1].Arguments.Should().BeNull();
    }

    [Theory]
    [InlineData("content-filter", "content_filter")]
    [InlineData("length", "length")]
    [InlineData("stop", "stop")]
    [InlineData("something-new", "something-new")]
    [InlineData("", "stop")]
    public async Task The_finish_reason_of_the_model_is_passed_on(string finish, string expected)
    {
        Message message = new() { Info = new() { Id = "m", Finish = finish }, Parts = [new TextPart { Text = "x" }] };
        StubSession session = new(new TurnCompleted { Reply = new Reply { Messages = [message], Info = message.Info } });

        (await session.AsChatClient().GetResponseAsync("x")).FinishReason!.Value.Value.Should().Be(expected);
    }
}
