namespace LiteLlm.AgentSdk.Extensions.Agents.Tests;

/// <summary>Unsupported requests are refused before anything is sent, with a remedy in the message.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task Options_for_chat_clients()
    {
        ChatClientAgentRunOptions options = new(new ChatOptions { Instructions = "x", MaxOutputTokens = 1 });

        await RefusedAsync(
            "*ChatClientAgentRunOptions*prompt on the platform*MCP servers*MaxOutputTokens*Handoff*", [new(ChatRole.User, "x")], options);
    }

    [Fact]
    public Task System_messages() =>
        RefusedAsync("*role 'system'*agent's prompt*", [new(ChatRole.System, "be brief"), new(ChatRole.User, "x")]);

    [Fact]
    public Task Json() =>
        RefusedAsync("*ResponseFormat*StructuredOutput*", [new(ChatRole.User, "x")],
            new() { ResponseFormat = ChatResponseFormat.Json });

    [Fact]
    public Task Tool_results() =>
        RefusedAsync("*tool's result*", [new(ChatRole.User, "x"), new(ChatRole.Tool, [new FunctionResultContent("1", "y")])]);

    [Fact]
    public Task Histories_of_a_session_that_is_new() => RefusedAsync(
        "*AgentSession of the earlier runs*", [new(ChatRole.User, "x"), new(ChatRole.Assistant, "y"), new(ChatRole.User, "z")]);

    [Fact]
    public Task Nothing() => RefusedAsync("*no turn to resume*", []);

    [Fact]
    public Task Tokens_of_others() => RefusedAsync(
        "*not a continuation token of a turn*", [], new() { ContinuationToken = ResponseContinuationToken.FromBytes("x"u8.ToArray()) });

    [Fact]
    public Task Options_with_a_message() => RefusedAsync(
        "*options.Send*must not contain a message*", [new(ChatRole.User, "x")],
        new PlatformAgentRunOptions { Send = new() { Text = "y" } });

    [Fact]
    public async Task Sessions_of_other_agents()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent stranger = await lap.CreateAgentAsync("stranger");
        AgentSession foreign = await stranger.AsAIAgent().CreateSessionAsync();
        JsonElement saved = await stranger.AsAIAgent().SerializeSessionAsync(foreign);
        AIAgent agent = lap.Agent.AsAIAgent();

        await agent.Invoking(a => a.DeserializeSessionAsync(saved).AsTask())
            .Should().ThrowAsync<ArgumentException>().WithMessage("*not to agent*");
        await agent.Invoking(a => a.RunAsync("x", foreign)).Should().ThrowAsync<ArgumentException>().WithMessage("*not to agent*");
        await agent.Invoking(a => a.RunAsync("x", new OthersSession()))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*OthersSession*");
        lap.TurnsStarted.Should().Be(0);
    }

    private static async Task RefusedAsync(string words, ChatMessage[] messages, AgentRunOptions? options = null)
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent();

        await agent.Invoking(a => a.RunAsync(messages, options: options))
            .Should().ThrowAsync<AgentPlatformValidationException>().WithMessage(words);
        await agent.Invoking(a => a.RunStreamingAsync(messages, options: options).ToListAsync())
            .Should().ThrowAsync<AgentPlatformValidationException>().WithMessage(words);

        lap.TurnsStarted.Should().Be(0);
        lap.SessionsCreated.Should().Be(0);
    }

    private sealed class OthersSession : AgentSession;
}
