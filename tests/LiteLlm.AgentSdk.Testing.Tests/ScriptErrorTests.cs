using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>Scripts with errors: the turn fails at once, and the test does not pass by accident.</summary>
public sealed class ScriptErrorTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { "claude-agent-sdk", "throw" },
        { "opencode", "throw" },
        { "claude-agent-sdk", "later" },
        { "opencode", "later" },
        { "claude-agent-sdk", "json" },
        { "opencode", "half" },
        { "claude-agent-sdk", "null" },
        { "opencode", "null" },
        { "opencode", "pieces" },
        { "claude-agent-sdk", "cancel" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_script_that_throws_fails_its_turn_and_the_disposal(string harness, string mistake)
    {
        Caller caller = await Caller.StartAsync(
            turn => mistake == "throw" ? throw new InvalidOperationException("at once") : PlayAsync(mistake));
        string session = await caller.SessionAsync(harness);
        JsonElement reply = await caller.MessageAsync(session, "x").WaitAsync(Caller.Patience);
        JsonElement error = reply.GetProperty("info").GetProperty("error");
        Exception thrown = caller.Lap.ScriptExceptions.Should().ContainSingle().Subject;
        error.GetProperty("name").GetString().Should().Be("ScriptError");
        error.GetProperty("data").GetProperty("message").GetString().Should().Contain(thrown.GetType().Name);
        caller.Lap.Invoking(lap => lap.ThrowIfScriptFailed()).Should().Throw<Exception>().Which.Should().BeSameAs(thrown);
        var disposal = FluentActions.Awaiting(() => caller.DisposeAsync().AsTask());
        (await disposal.Should().ThrowAsync<Exception>()).Which.Should().BeSameAs(thrown);
        await caller.DisposeAsync();
    }

    [Fact]
    public async Task A_script_error_ends_a_streamed_turn_and_the_disposal_is_quiet_with_the_option()
    {
        await using Caller caller = await Caller.StartAsync(
            _ => PlayAsync("later"), options => options.RethrowScriptExceptions = false);
        string session = await caller.SessionAsync();
        using FrameReader stream = await caller.StreamMessageAsync(session, "x");
        await stream.UntilAsync("done");
        await caller.MessageAsync(session, "y");
        caller.Lap.ScriptExceptions.Should().HaveCount(2);
        caller.Lap.Invoking(lap => lap.ThrowIfScriptFailed()).Should().Throw<AggregateException>()
            .Which.InnerExceptions.Should().HaveCount(2);
    }

    private static async IAsyncEnumerable<TurnStep> PlayAsync(string mistake)
    {
        await Task.CompletedTask;
        yield return TurnStep.Text("so far so good");
        yield return mistake switch
        {
            "json" => TurnStep.Tool("bash", "{", "hi"),
            "half" => TurnStep.Tool("bash", """{"a":"\ud83d"}""", "hi"),
            "null" => null!,
            "pieces" => TurnStep.Text(PiecesAsync()),
            "cancel" => throw new TaskCanceledException("the script's own"),
            _ => throw new InvalidOperationException("later"),
        };
    }

    private static async IAsyncEnumerable<string> PiecesAsync()
    {
        await Task.CompletedTask;
        yield return "one";
        throw new InvalidOperationException("between pieces");
    }
}
