using Microsoft.Agents.AI.Workflows;

namespace LiteLlm.AgentSdk.Extensions.Agents.Tests;

/// <summary>Agents of the platform in the framework's workflows.</summary>
public sealed class WorkflowTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sequential(bool emitEvents)
    {
        await using Lap lap = await Lap.StartAsync();
        Agent reviewer = await lap.CreateAgentAsync("reviewer");
        Workflow workflow = AgentWorkflowBuilder.BuildSequential(lap.Agent.AsAIAgent(), reviewer.AsAIAgent());

        List<ChatMessage> output = await RunAsync(workflow, "TOOL write", emitEvents);

        lap.TurnsStarted.Should().Be(2);
        lap.Turns[1].Text.Should().Contain("TOOL write").And.Contain("tested: ", "the text of the other agent has its name");
        output.Where(m => m.Role == ChatRole.Assistant).Select(m => m.AuthorName).Distinct().Should().Equal("tested", "reviewer");
    }

    [Fact]
    public async Task Concurrent()
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent first = lap.Agent.AsAIAgent();
        AIAgent second = lap.Agent.AsAIAgent(new() { Id = "second", Name = "second" });
        Workflow workflow = AgentWorkflowBuilder.BuildConcurrent([first, second]);

        List<ChatMessage> output = await RunAsync(workflow, "hello", emitEvents: true);

        lap.TurnsStarted.Should().Be(2);
        lap.Turns.Select(t => t.SessionId).Distinct().Should().HaveCount(2);
        output.Select(m => (m.AuthorName, m.Text)).Should().BeEquivalentTo([("tested", "echo: hello"), ("second", "echo: hello")]);
    }

    [Fact]
    public async Task Group_chat()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent reviewer = await lap.CreateAgentAsync("reviewer");
        Workflow workflow = AgentWorkflowBuilder
            .CreateGroupChatBuilderWith(agents => new RoundRobinGroupChatManager(agents) { MaximumIterationCount = 3 })
            .AddParticipants(lap.Agent.AsAIAgent(), reviewer.AsAIAgent())
            .Build();

        List<ChatMessage> output = await RunAsync(workflow, "hello", emitEvents: true);

        lap.Turns.Should().HaveCount(3);
        lap.Turns[0].SessionId.Should().Be(lap.Turns[2].SessionId, "a participant continues in its session");
        lap.Turns[2].Text.Should().Contain("echo").And.NotStartWith("hello", "only new messages are sent");
        output.Where(m => m.Role == ChatRole.Assistant).Select(m => m.AuthorName).Should().Equal("tested", "reviewer", "tested");
    }

    [Fact]
    public async Task Handoff_is_refused_with_the_reason()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent reviewer = await lap.CreateAgentAsync("reviewer");
        AIAgent first = lap.Agent.AsAIAgent();
#pragma warning disable MAAIW001 // Experimental in the framework.
        Workflow workflow = AgentWorkflowBuilder.CreateHandoffBuilderWith(first)
            .WithHandoff(first, reviewer.AsAIAgent(), "reviews").Build();
#pragma warning restore MAAIW001

        Func<Task> run = () => RunAsync(workflow, "hello", emitEvents: true);

        (await run.Should().ThrowAsync<AgentPlatformValidationException>()).WithMessage("*Handoff workflows give tools to each agent*");
        lap.TurnsStarted.Should().Be(0);
    }

    internal static async Task<List<ChatMessage>> RunAsync(Workflow workflow, string text, bool emitEvents)
    {
        List<ChatMessage> messages = [new(ChatRole.User, text)];
        await using StreamingRun run = await InProcessExecution.RunStreamingAsync(workflow, messages);
        await run.TrySendMessageAsync(new TurnToken(emitEvents));
        List<ChatMessage> output = [];
        await foreach (WorkflowEvent e in run.WatchStreamAsync())
        {
            if (e is WorkflowErrorEvent { Exception: { } error })
            {
                throw (error as System.Reflection.TargetInvocationException)?.InnerException ?? error;
            }

            if (e is WorkflowOutputEvent { Data: List<ChatMessage> all })
            {
                output = all;
            }
        }

        return output;
    }
}
