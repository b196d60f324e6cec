using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.AspNetCore.Tests;

/// <summary>A browser that lost the stream resumes the turn from any received id.</summary>
public class TurnResumptionTests
{
    [Theory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task Resuming_from_every_id_gives_the_whole_turn(string harness)
    {
        await using Platform platform = await Platform.StartAsync(harness: harness);
        await using WebServer server =
            await WebServer.StartAsync(context => Task.FromResult<IResult>(context.Request.TryGetTurnCheckpoint(out TurnCheckpoint? token)
            ? AgentResults.ResumeTurn(platform.Client, token)
            : AgentResults.Turn(platform.Session.SendStreamingAsync("THINK TOOL UNICODE"))));
        using EventReader reader = await server.OpenAsync();
        List<SentEvent> events = await reader.AllAsync();
        string whole = Shown(events);
        whole.Should().Contain("I should think about what was said").And.Contain("Bash").And.Contain("The tool said: hi");

        int resumed = 0;
        for (int cut = 0; cut < events.Count; cut++)
        {
            // The browser has received everything up to here, and knows the last id.
            string? id = events.Take(cut + 1).LastOrDefault(e => e.Id is not null)?.Id;
            if (id is null || events[cut].Name == "completed")
            {
                continue;
            }

            using EventReader again = await server.OpenAsync(id);
            List<SentEvent> rest = await again.AllAsync();
            rest[^1].Name.Should().Be("completed");
            Shown([.. events.Take(cut + 1), .. rest]).Should().Be(whole, "the stream was cut after event {0}", cut);
            resumed++;
        }

        resumed.Should().BeGreaterThan(10);
        platform.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task A_checkpoint_without_parts_gives_the_whole_turn_while_it_runs()
    {
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Platform platform = await Platform.StartAsync(_ => Steps(goOn.Task));
        await using WebServer server =
            await WebServer.StartAsync(context => Task.FromResult<IResult>(context.Request.TryGetTurnCheckpoint(out TurnCheckpoint? token)
            ? AgentResults.ResumeTurn(platform.Client, token with { Parts = [] })
            : AgentResults.Turn(platform.Session.SendStreamingAsync("go"))));
        using EventReader first = await server.OpenAsync();
        SentEvent tool = await first.UntilAsync("tool_started");

        using EventReader second = await server.OpenAsync(tool.Id);
        (await second.NextAsync())!.Name.Should().Be("reconnecting");
        goOn.SetResult();

        Shown(await second.AllAsync()).Should().Contain("before").And.Contain("Wait").And.Contain("after");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("{\"session_id\":\"s\"}")]
    public void Text_that_is_not_a_checkpoint_is_ignored(string? header)
    {
        DefaultHttpContext context = new();
        context.Request.Headers["Last-Event-ID"] = header;

        context.Request.TryGetTurnCheckpoint(out TurnCheckpoint? token).Should().BeFalse();
        token.Should().BeNull();
    }

    private static string Shown(IEnumerable<SentEvent> events) =>
        events.Aggregate(new ShownTurn(), static (shown, next) => shown.Apply(next)).ToString();

    private static async IAsyncEnumerable<TurnStep> Steps(Task goOn)
    {
        await Task.CompletedTask;
        yield return TurnStep.Text("before");
        yield return TurnStep.Tool("Wait", "{}", "waited", goOn);
        yield return TurnStep.Text("after");
    }
}
