using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace TestingYourApp;

public sealed class ReviewBotTests : IAsyncLifetime
{
    private LocalAgentPlatform _lap = null!;
    private AgentPlatformClient _platform = null!;
    private ReviewBot _bot = null!;

    public async Task InitializeAsync()
    {
        _lap = await LocalAgentPlatform.StartAsync(new() { Script = Review });
        _platform = _lap.CreateClient();
        Agent agent = await _platform.Agents.CreateAsync(new() { Model = "anthropic/claude-haiku-4-5", Prompt = "You review changes." });
        _bot = new ReviewBot(_platform, agent.Id);
    }

    public async Task DisposeAsync()
    {
        _platform.Dispose();
        await _lap.DisposeAsync();
    }

    [Fact]
    public async Task A_good_change_is_approved()
    {
        Verdict verdict = await _bot.ReviewAsync("+ Console.WriteLine(\"hello\");");

        Assert.True(verdict.Approved);
        Assert.Equal("APPROVE: it says hello.", verdict.Why);
    }

    [Fact]
    public async Task A_bad_change_is_rejected() => Assert.False((await _bot.ReviewAsync("- Assert.True(x);")).Approved);

    [Fact]
    public async Task A_review_that_fails_is_not_an_approval()
    {
        Verdict verdict = await _bot.ReviewAsync("boom");

        Assert.False(verdict.Approved);
        Assert.Contains("overloaded", verdict.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_gets_lost_costs_no_second_review()
    {
        _lap.Faults.Add(Fault.AbortInsteadOfAnswer().On("POST", "/message"));

        Verdict verdict = await _bot.ReviewAsync("+ Console.WriteLine(\"hello\");");

        Assert.True(verdict.Approved);
        Assert.Equal(1, _lap.Faults.Fired);
        Assert.Equal(1, _lap.Counters.TurnsStarted);
    }

    [Fact]
    public async Task No_sandbox_is_left_behind()
    {
        await _bot.ReviewAsync("boom");

        Session session = Assert.Single(await _platform.Sessions.ListAsync().ToListAsync());
        Assert.Equal(SessionStatus.Dead, session.Status);
    }

    /// <summary>Scripts how the agent answers a message.</summary>
    private static async IAsyncEnumerable<TurnStep> Review(LocalTurn turn)
    {
        await Task.CompletedTask;
        if (turn.Text.EndsWith("boom", StringComparison.Ordinal))
        {
            yield return TurnStep.Fail("overloaded", status: 529);
            yield break;
        }

        yield return TurnStep.Tool("bash", """{"command":"git diff"}""", turn.Text);
        yield return TurnStep.Text(turn.Text.Contains("- Assert", StringComparison.Ordinal) ? "REJECT: it takes an assertion away."
            : "APPROVE: it says hello.");
    }
}
