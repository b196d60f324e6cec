using System.Text.Json;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>Unsupported requests are refused before anything is sent, with all problems at once. Hints are ignored.</summary>
public sealed class RefusalTests
{
    private static readonly AIFunctionDeclaration s_tool =
        AIFunctionFactory.CreateDeclaration("get_weather", "the weather", JsonDocument.Parse("""{"type":"object"}""").RootElement);

    public static TheoryData<string, ChatOptions> Options() => new()
    {
        { "options.Instructions", new() { Instructions = "Talk like a pirate." } },
        { "options.Tools", new() { Tools = [s_tool] } },
        { "options.Tools", new() { Tools = [new HostedWebSearchTool()] } },
        { "options.ToolMode", new() { ToolMode = ChatToolMode.RequireAny } },
        { "options.ResponseFormat", new() { ResponseFormat = ChatResponseFormat.Json } },
        { "options.ResponseFormat", new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonDocument.Parse("{}").RootElement) } },
        { "options.MaxOutputTokens", new() { MaxOutputTokens = 100 } },
        { "options.StopSequences", new() { StopSequences = ["END"] } },
        { "options.ModelId", new() { ModelId = "another" } },
        { "options.ConversationId", new() { ConversationId = " " } },
        { "options.RawRepresentationFactory", new() { RawRepresentationFactory = _ => new SendOptions { Text = "mine" } } },
    };

    public static TheoryData<string, ChatMessage[]> Messages() => new()
    {
        { "messages", [] },
        { "messages", [new(ChatRole.User, "a"), new(ChatRole.Assistant, "b")] },
        { "text", [new(ChatRole.User, "")] },
        { "text", [new(ChatRole.User, [new DataContent(new byte[] { 1 }, "image/png")])] },
        { "attachments[0].mime_type", [new(ChatRole.User, [new TextContent("x"), new DataContent(new byte[] { 1 }, "image/tiff")])] },
        { "attachments[0].base64",
            [new(ChatRole.User, [new TextContent("x"), new DataContent(new byte[(5 * 1024 * 1024) + 1], "image/png")])] },
        { "messages[0]", [new(ChatRole.System, "Be brief."), new(ChatRole.User, "a")] },
        { "messages[0]", [new(new ChatRole("developer"), "Be brief."), new(ChatRole.User, "a")] },
        { "messages[1]", [new(ChatRole.User, "a"), new(ChatRole.Tool, [new FunctionResultContent("1", "x")])] },
        { "messages[0].contents[1]", [new(ChatRole.User, [new TextContent("x"), new DataContent("text"u8.ToArray(), "text/plain")])] },
        { "messages[0].contents[1]",
            [new(ChatRole.User, [new TextContent("x"), new UriContent("https://example.com/a.png", "image/png")])] },
        { "messages[0].contents[0]", [new(ChatRole.User, [new HostedFileContent("f")])] },
        { "messages[0].contents[0]", [new(ChatRole.User, [null!])] },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task An_option(string path, ChatOptions options)
    {
        await using Lap lap = await Lap.StartAsync();
        await RefusedAsync(lap, lap.Agent.AsChatClient(), path, [new(ChatRole.User, "hello")], options);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_message(string path, ChatMessage[] messages)
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        await RefusedAsync(lap, session.AsChatClient(), path, messages, null);
        lap.SessionsCreated.Should().Be(1);
        if (messages.All(m => m.Role != ChatRole.Assistant))
        {
            await RefusedAsync(lap, lap.Agent.AsChatClient(), path, messages, null);
            lap.SessionsCreated.Should().Be(1, "no session is opened for what can't be sent");
        }
    }

    [Fact]
    public async Task All_problems_are_named_at_once()
    {
        await using Lap lap = await Lap.StartAsync();
        ChatMessage[] messages =
        [
            new(ChatRole.System, "Be brief."),
            new(ChatRole.User, [new UriContent("https://example.com/a.png", "image/png"), new HostedFileContent("f")]),
        ];
        ChatOptions options = new()
        {
            Tools = [s_tool],
            Instructions = "x",
            ModelId = "another",
            StopSequences = ["END"],
            MaxOutputTokens = 1,
            ResponseFormat = ChatResponseFormat.Json,
        };

        AgentPlatformValidationException refused =
            (await lap.Agent.AsChatClient().Invoking(c =>
            c.GetResponseAsync(messages, options)).Should().ThrowAsync<AgentPlatformValidationException>()).Which;

        refused.ValidationErrors.Select(e => e.Path).Should().BeEquivalentTo(
            "messages[0]", "messages[1].contents[0]", "messages[1].contents[1]",
            "options.Instructions", "options.Tools", "options.ResponseFormat", "options.MaxOutputTokens", "options.StopSequences",
                "options.ModelId");
        refused.Message.Should().Contain("get_weather").And.Contain("another").And.Contain(Lap.Model);
        refused.MayHaveTakenEffect.Should().BeFalse();
        lap.MessagesReceived.Should().Be(0);
        lap.SessionsCreated.Should().Be(0);
    }

    [Fact]
    public async Task Hints_are_ignored()
    {
        await using Lap lap = await Lap.StartAsync();
        ChatOptions hints = new()
        {
            Temperature = 0,
            TopP = 1,
            TopK = 2,
            FrequencyPenalty = 1,
            PresencePenalty = 1,
            Seed = 1,
            Reasoning = new() { Effort = ReasoningEffort.High },
            AllowMultipleToolCalls = false,
            ToolMode = ChatToolMode.None,
            Tools = [s_tool],
            ResponseFormat = ChatResponseFormat.Text,
            ModelId = Lap.Model,
            Instructions = " ",
            AdditionalProperties = new() { ["x"] = 1 },
        };

        ChatResponse response =
            await lap.Agent.AsChatClient().GetResponseAsync([new(ChatRole.System, ""), new(ChatRole.User, "hello")], hints);

        response.Text.Should().Be("echo: hello");
    }

    [Fact]
    public async Task A_message_of_the_assistant_needs_its_conversation()
    {
        await using Lap lap = await Lap.StartAsync();
        ChatMessage[] history = [new(ChatRole.User, "a"), new(ChatRole.Assistant, "b"), new(ChatRole.User, "c")];

        await RefusedAsync(lap, lap.Agent.AsChatClient(), "messages", history, null);

        lap.SessionsCreated.Should().Be(0);
    }

    [Fact]
    public async Task A_session_checks_its_model_if_a_model_is_named()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IChatClient chat = session.AsChatClient();
        chat.GetService<Agent>().Should().BeNull();

        (await chat.GetResponseAsync("hello", new ChatOptions { ModelId = Lap.Model })).ModelId.Should().Be(Lap.Model);
        await RefusedAsync(lap, session.AsChatClient(), "options.ModelId", [new(ChatRole.User, "x")], new() { ModelId = "another" });

        lap.MessagesReceived.Should().Be(1);
        chat.GetService<Agent>()!.Id.Should().Be(lap.Agent.Id);
    }

    [Fact]
    public async Task Null_messages_and_null_clients_are_refused()
    {
        IChatClient chat = new StubSession().AsChatClient();

        await chat.Invoking(c =>
            c.GetResponseAsync((IEnumerable<ChatMessage>)null!)).Should().ThrowAsync<ArgumentNullException>().WithParameterName("messages");
        chat.Invoking(c => c.GetStreamingResponseAsync((IEnumerable<ChatMessage>)null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("messages");
        chat.Invoking(c => c.GetService(null!)).Should().Throw<ArgumentNullException>().WithParameterName("serviceType");
        FluentActions.Invoking(() => ((Session)null!).AsChatClient()).Should().Throw<ArgumentNullException>().WithParameterName("session");
        FluentActions.Invoking(() => ((Agent)null!).AsChatClient()).Should().Throw<ArgumentNullException>().WithParameterName("agent");
        FluentActions.Invoking(() =>
            ((AgentPlatformClient)null!).AsChatClient("a")).Should().Throw<ArgumentNullException>().WithParameterName("platform");
    }

    [Fact]
    public async Task Options_that_can_t_be_used_are_refused_at_once()
    {
        await using Lap lap = await Lap.StartAsync("claude-code");

        lap.Agent.Invoking(a => a.AsChatClient()).Should().Throw<ArgumentException>().WithMessage("*terminal*").WithParameterName("agent");
        lap.Client.Invoking(p => p.AsChatClient(" ")).Should().Throw<ArgumentException>().WithParameterName("agentId");
        lap.Client.Invoking(p =>
            p.AsChatClient("a",
            new() { NewSession = new() { WaitUntilReady = false } })).Should().Throw<ArgumentException>().WithMessage("*WaitUntilReady*");
        lap.Client.Invoking(p =>
            p.AsChatClient("a", new() { Send = new() { Text = "x" } })).Should().Throw<ArgumentException>().WithMessage("*Send*");
        new StubSession().Invoking(s =>
            s.AsChatClient(new() { Send = new() { Attachments = [] } })).Should().Throw<ArgumentException>().WithMessage("*Send*");
    }

    private static async Task RefusedAsync(Lap lap, IChatClient chat, string path, ChatMessage[] messages, ChatOptions? options)
    {
        int before = lap.MessagesReceived;
        AgentPlatformValidationException whole =
            (await chat.Invoking(c => c.GetResponseAsync(messages, options)).Should().ThrowAsync<AgentPlatformValidationException>()).Which;
        AgentPlatformValidationException streamed =
            (await chat.Invoking(c =>
            c.GetStreamingResponseAsync(messages, options).ToListAsync()).Should().ThrowAsync<AgentPlatformValidationException>()).Which;

        whole.ValidationErrors.Should().ContainSingle().Which.Path.Should().Be(path);
        streamed.ValidationErrors.Should().Equal(whole.ValidationErrors);
        whole.Message.Should().Contain(whole.ValidationErrors[0].Message);
        lap.MessagesReceived.Should().Be(before);
    }
}
