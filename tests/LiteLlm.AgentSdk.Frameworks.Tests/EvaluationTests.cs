using Microsoft.Extensions.AI.Evaluation;

namespace LiteLlm.AgentSdk.Frameworks.Tests;

/// <summary>Replies of the platform's agents under Microsoft.Extensions.AI.Evaluation, and an agent as the judge.</summary>
public sealed class EvaluationTests
{
    private static readonly ChatMessage s_question = new(ChatRole.User, "hello");

    [Theory]
    [MemberData(nameof(Lap.Harnesses), MemberType = typeof(Lap))]
    public async Task A_reply_is_evaluated(string harness)
    {
        await using Lap lap = await Lap.StartAsync(harness);
        ChatResponse response = await lap.Agent.AsChatClient().GetResponseAsync(s_question);

        EvaluationResult result = await new Contains("hello").EvaluateAsync(s_question, response);
        EvaluationResult other = await new Contains("goodbye").EvaluateAsync(s_question, response);

        result.Get<BooleanMetric>("Contains").Value.Should().BeTrue();
        other.Get<BooleanMetric>("Contains").Value.Should().BeFalse();
    }

    [Fact]
    public async Task An_agent_judges_each_reply_in_a_session_of_its_own()
    {
        await using Lap lap = await Lap.StartAsync();
        ChatResponse response = await lap.Agent.AsChatClient().GetResponseAsync(s_question);
        ChatConfiguration judge = new(lap.Agent.AsChatClient());

        EvaluationResult first = await new Judged().EvaluateAsync(s_question, response, judge);
        EvaluationResult second = await new Judged().EvaluateAsync(s_question, response, judge);

        first.Get<StringMetric>("Judged").Value.Should().StartWith("echo: Rate this reply").And.Contain("echo: hello");
        second.Get<StringMetric>("Judged").Value.Should().Be(first.Get<StringMetric>("Judged").Value);
        lap.Turns.Select(t => t.SessionId).Should().OnlyHaveUniqueItems().And.HaveCount(3);
    }

    /// <summary>The evaluators of Microsoft.Extensions.AI.Evaluation.Quality send such requests.</summary>
    [Fact]
    public async Task A_judge_that_needs_instructions_and_limits_is_refused()
    {
        await using Lap lap = await Lap.StartAsync();
        ChatMessage[] messages = [new(ChatRole.System, "You rate replies."), s_question];
        ChatOptions options = new() { Temperature = 0, MaxOutputTokens = 800, ResponseFormat = ChatResponseFormat.Text };

        (await lap.Agent.AsChatClient().Invoking(c => c.GetResponseAsync(messages, options))
            .Should().ThrowAsync<AgentPlatformValidationException>())
            .Which.ValidationErrors.Select(e => e.Path).Should().Equal("messages[0]", "options.MaxOutputTokens");
        lap.SessionsCreated.Should().Be(0);
    }

    [Fact]
    public async Task A_pipeline_makes_such_a_judge_possible()
    {
        await using Lap lap = await Lap.StartAsync();
        using IChatClient judge = lap.Agent.AsChatClient().AsBuilder()
            .ConfigureOptions(o => o.MaxOutputTokens = null)
            .Use((messages, options, next, token) => next(
                messages.Select(m => m.Role == ChatRole.System ? new ChatMessage(ChatRole.User, m.Text) : m), options, token))
            .Build();

        await judge.GetResponseAsync([new(ChatRole.System, "You rate replies."), s_question], new() { MaxOutputTokens = 800 });

        lap.Turns.Single().Text.Should().Contain("You rate replies.").And.Contain("hello");
    }

    private sealed class Contains(string word) : IEvaluator
    {
        public IReadOnlyCollection<string> EvaluationMetricNames => ["Contains"];

        public ValueTask<EvaluationResult> EvaluateAsync(IEnumerable<ChatMessage> messages, ChatResponse modelResponse,
            ChatConfiguration? chatConfiguration = null, IEnumerable<EvaluationContext>? additionalContext = null,
            CancellationToken cancellationToken = default) =>
            new(new EvaluationResult(
                new BooleanMetric("Contains", modelResponse.Text.Contains(word, StringComparison.Ordinal))));
    }

    private sealed class Judged : IEvaluator
    {
        public IReadOnlyCollection<string> EvaluationMetricNames => ["Judged"];

        public async ValueTask<EvaluationResult> EvaluateAsync(IEnumerable<ChatMessage> messages, ChatResponse modelResponse,
            ChatConfiguration? chatConfiguration = null, IEnumerable<EvaluationContext>? additionalContext = null,
            CancellationToken cancellationToken = default)
        {
            ChatResponse verdict = await chatConfiguration!.ChatClient.GetResponseAsync(
                $"Rate this reply: {modelResponse.Text}", new ChatOptions { Temperature = 0 }, cancellationToken);
            return new EvaluationResult(new StringMetric("Judged", verdict.Text));
        }
    }
}
