namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

/// <summary>The screen of a user who returns to a session, in a real terminal.</summary>
public sealed class ChatResumeTests
{
    [TerminalTheory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task Earlier_messages_are_shown(string harness)
    {
        LocalAgentPlatformOptions options = new()
        {
            Script = turn => turn.TurnNumber == 1
                ? Steps(
                    TurnStep.Text("Let me look."), TurnStep.Tool("Bash", """{"command":"ls"}""", "README.md"), TurnStep.Text("One file."))
                : turn.TurnNumber == 2 ? Steps(TurnStep.Fail("out of credit")) : Steps(TurnStep.Text("Nothing else.")),
        };
        await using LapScreen lap = await LapScreen.StartAsync(options, harness, rows: 40);
        await lap.Session.SendAsync("What is here?");
        await lap.Session.SendAsync(new() { Text = "Is there more?", ThrowOnFailure = false });

        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync("The turn failed");
        await lap.Screen.EnterAsync("really?");
        string screen = await lap.Screen.WaitForAsync("Nothing else.");

        int at = 0;
        foreach (string line in new[] { "> What is here?", "Let me look.", "✓ Bash ls → README.md", "One file.", "> Is there more?",
            "The turn failed: ", "> really?", "Nothing else." })
        {
            at = screen.IndexOf(line, at, StringComparison.Ordinal);
            at.Should().BePositive($"'{line}' is in its place on\n{screen}");
        }

        screen.Should().NotContain("[SYSTEM:", "the platform's own words are not shown");
    }

    [TerminalFact]
    public async Task The_end_of_a_long_conversation_is_shown()
    {
        await using LapScreen lap = await LapScreen.StartAsync(turn => Steps(TurnStep.Text($"answer {turn.TurnNumber}")), rows: 40);
        for (int i = 1; i <= 7; i++)
        {
            await lap.Session.SendAsync($"question {i}");
        }

        await lap.Screen.EnterAsync(lap.Chat());

        string screen = await lap.Screen.WaitForAsync("answer 7");
        screen.Should().Contain($"2 earlier turns: lap sessions messages {lap.Session.Id}").And.Contain("> question 3")
            .And.NotContain("question 2");
    }

    [TerminalTheory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task A_turn_that_still_runs_is_resumed(string harness)
    {
        TaskCompletionSource mayEnd = new();
        await using LapScreen lap = await LapScreen.StartAsync(
            new LocalAgentPlatformOptions
            {
                Script = turn => turn.TurnNumber == 1
                ? Steps(TurnStep.Text("Working. "), TurnStep.Wait(mayEnd.Task), TurnStep.Text("Done."))
                : Steps(TurnStep.Text("Here again."))
            }, harness);
        Task<Reply> sent = lap.Session.SendAsync("work");
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(TmuxScreen.Patience);

        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync("> work");
        await lap.Platform.WaitForOpenStreamsAsync(1).WaitAsync(TmuxScreen.Patience);
        mayEnd.SetResult();
        await lap.Screen.WaitForAsync("Done.");
        await lap.Screen.EnterAsync("and now?");

        await lap.Screen.WaitForAsync("Here again.");
        (await sent).Text.Should().Contain("Done.");
        lap.Platform.Counters.TurnsStartedIn(lap.Session.Id).Should().Be(2, "returning sends nothing");
    }

    [TerminalTheory]
    [InlineData("claude-agent-sdk")]
    [InlineData("opencode")]
    public async Task A_turn_that_still_runs_is_shown_live(string harness)
    {
        TaskCompletionSource mayBegin = new();
        TaskCompletionSource mayEnd = new();
        LocalAgentPlatformOptions options = new()
        {
            Script = _ => Steps(TurnStep.Wait(mayBegin.Task), TurnStep.Text("Live words."),
                TurnStep.Tool("Bash", """{"command":"ls"}""", "README.md"), TurnStep.Wait(mayEnd.Task), TurnStep.Text("The end.")),
        };
        await using LapScreen lap = await LapScreen.StartAsync(options, harness);
        Task<Reply> sent = lap.Session.SendAsync("work");
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(TmuxScreen.Patience);

        await lap.Screen.EnterAsync("clear; " + lap.Chat());
        await lap.Screen.WaitForAsync("A turn is running; following it.");
        await lap.Platform.WaitForOpenStreamsAsync(1).WaitAsync(TmuxScreen.Patience);
        mayBegin.SetResult();
        await lap.Screen.WaitForAsync("Live words.\n✓ Bash ls → README.md");
        mayEnd.SetResult();
        string screen = await lap.Screen.WaitForAsync(shown => shown.EndsWith("s\n\n>", StringComparison.Ordinal), "the prompt");

        screen.Should().Contain("A turn is running; following it.\nLive words.\n✓ Bash ls → README.md\nThe end.\n",
            "all is there once, in its order, and without a word of connections");
        await sent;
    }

    [TerminalFact]
    public async Task A_turn_that_still_runs_can_be_aborted_after_returning()
    {
        TaskCompletionSource never = new();
        await using LapScreen lap =
            await LapScreen.StartAsync(turn => turn.TurnNumber == 1 ? Steps(TurnStep.Text("Working. "), TurnStep.Wait(never.Task))
            : Steps(TurnStep.Text("Here again.")));
        Task<Reply> sent = lap.Session.SendAsync(new() { Text = "work", ThrowOnFailure = false });
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(TmuxScreen.Patience);

        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Platform.WaitForOpenStreamsAsync(1).WaitAsync(TmuxScreen.Patience);
        await lap.Screen.TypeAsync("\u0003");
        await lap.Screen.WaitForAsync("The turn was aborted.");
        await lap.Screen.EnterAsync("and now?");

        await lap.Screen.WaitForAsync("Here again.");
        (await sent).IsAborted.Should().BeTrue();
    }

    [TerminalFact]
    public async Task Messages_that_can_not_be_read_do_not_prevent_the_chat()
    {
        await using LapScreen lap = await LapScreen.StartAsync(_ => Steps(TurnStep.Text("Here again.")));
        lap.Platform.Faults.Add(Fault.Status(500).On("GET", "/messages").Times(3));

        await lap.Screen.EnterAsync(lap.Chat());
        await lap.Screen.WaitForAsync("The earlier messages can't be read");
        await lap.Screen.EnterAsync("and now?");

        await lap.Screen.WaitForAsync("Here again.");
    }
}
