using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace LiteLlm.AgentSdk.Frameworks.Tests;

/// <summary>Sessions and agents of the platform in Semantic Kernel.</summary>
public sealed class SemanticKernelTests
{
    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task A_session_s_client_goes_on_with_a_growing_history(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        Session session = await lap.Agent.CreateSessionAsync();
        IChatCompletionService chat = session.AsChatClient().AsChatCompletionService();
        ChatHistory history = [];

        foreach (string text in (string[])["one", "two"])
        {
            history.AddUserMessage(text);
            history.AddRange(await chat.GetChatMessageContentsAsync(history));
        }

        history.Select(m => m.Content).Should().Equal("one", "echo: one", "two", "echo: two");
        lap.Turns.Select(t => t.Text).Should().Equal("one", "two");
        lap.Turns.Select(t => t.SessionId).Distinct().Should().Equal(session.Id);
    }

    [Fact]
    public async Task A_session_s_client_streams()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IChatCompletionService chat = session.AsChatClient().AsChatCompletionService();
        string text = "";

        await foreach (StreamingChatMessageContent update in chat.GetStreamingChatMessageContentsAsync("hello"))
        {
            text += update.Content;
        }

        text.Should().Be("echo: hello");
    }

    [Fact]
    public async Task A_kernel_s_prompts_go_to_the_session()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IKernelBuilder builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatClient>(session.AsChatClient());
        Kernel kernel = builder.Build();

        FunctionResult result = await kernel.InvokePromptAsync("Review {{$file}}", new() { ["file"] = "Program.cs" });

        result.ToString().Should().Be("echo: Review Program.cs");
        lap.Turns.Single().SessionId.Should().Be(session.Id);
    }

    [Fact]
    public async Task An_agent_s_client_begins_a_conversation_and_can_not_go_on()
    {
        await using Lap lap = await Lap.StartAsync();
        IChatCompletionService chat = lap.Agent.AsChatClient().AsChatCompletionService();
        ChatHistory history = new();
        history.AddUserMessage("one");
        history.AddRange(await chat.GetChatMessageContentsAsync(history));
        history.AddUserMessage("two");

        await RefusedAsync(chat, history, new(), "messages");
        lap.Turns.Should().ContainSingle();
    }

    [Fact]
    public async Task Instructions_limits_and_functions_are_refused()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.Agent.CreateSessionAsync();
        IChatCompletionService chat = session.AsChatClient().AsChatCompletionService();
        PromptExecutionSettings limited = new() { ExtensionData = new Dictionary<string, object> { ["max_tokens"] = 100 } };
        PromptExecutionSettings functions = new() { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };
        Kernel kernel = new();
        kernel.Plugins.AddFromFunctions("clock", [KernelFunctionFactory.CreateFromMethod(() => "12:00", "now")]);

        ChatHistory asked = new();
        asked.AddUserMessage("hello");
        ChatHistory instructed = new("Be brief.");
        instructed.AddUserMessage("hello");

        await RefusedAsync(chat, instructed, new(), "messages[0]");
        await RefusedAsync(chat, asked, limited, "options.MaxOutputTokens");
        await RefusedAsync(chat, asked, functions, "options.Tools", kernel);
        lap.Turns.Should().BeEmpty();
    }

    private static async Task RefusedAsync(IChatCompletionService chat, ChatHistory history, PromptExecutionSettings settings, string path,
        Kernel? kernel = null)
    {
        (await chat.Invoking(c => c.GetChatMessageContentsAsync(history, settings, kernel))
            .Should().ThrowAsync<AgentPlatformValidationException>()).Which.ValidationErrors.Select(e => e.Path).Should().Equal(path);
    }
}
