using LiteLlm.AgentSdk.Testing;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>A local platform whose turns wait for a signal if their message asks for it. It records the order of the turns.</summary>
internal sealed class Scripts
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _order = [];

    /// <summary>Gets the messages in the order in which the agent received them.</summary>
    public IReadOnlyList<string> Order
    {
        get
        {
            lock (_order)
            {
                return [.. _order];
            }
        }
    }

    /// <summary>Releases the turns that wait.</summary>
    public void Release() => _release.TrySetResult();

    public Task<LocalAgentPlatform> StartAsync(Action<LocalAgentPlatformOptions>? configure = null)
    {
        LocalAgentPlatformOptions options = new() { Script = PlayAsync };
        options.StartupPhases.Clear();
        configure?.Invoke(options);
        return LocalAgentPlatform.StartAsync(options);
    }

    /// <summary>Creates a ready session of a new agent.</summary>
    public static async Task<Session> SessionAsync(AgentPlatformClient client, HarnessId? harness = null,
        SessionCreateOptions? options = null)
    {
        Agent agent = await client.Agents.CreateAsync(new()
        {
            Model = "m",
            HarnessId = harness ?? HarnessId.ClaudeAgentSdk,

            // Inline harnesses need a project.
            Projects = [new AgentProject { Id = "p", Name = "p" }],
        });
        return await agent.CreateSessionAsync(options);
    }

    /// <summary>
    /// Streams a turn and sends another message after its first text. The turn is held until the other message is answered.
    /// </summary>
    public async Task<(Reply Ours, Reply Between)> SendBetweenAsync(Session session, Session theirs)
    {
        string text = "";
        TurnCompleted? completed = null;
        Task<Reply>? between = null;
        await foreach (TurnUpdate update in session.SendStreamingAsync("hold ours"))
        {
            text += update.Text;
            completed = update as TurnCompleted;
            if (between is null && text.Length > 0)
            {
                between = theirs.SendAsync("quick theirs", new SendOptions { WaitForInitialReply = false, WaitForRunningTurn = false });
                _ = between.ContinueWith(_ => Release(), TaskScheduler.Default);
            }
        }

        return (completed!.Reply, await between!);
    }

    private async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        lock (_order)
        {
            _order.Add(turn.Text);
        }

        if (turn.Text.StartsWith("tools", StringComparison.Ordinal))
        {
            yield return TurnStep.Text("looking");
            yield return TurnStep.Tool("bash", """{"command":"ls"}""", "a b");
        }

        yield return TurnStep.Text("begun " + turn.Text);
        if (turn.Text.StartsWith("hold", StringComparison.Ordinal))
        {
            yield return TurnStep.Wait(_release.Task);
        }

        if (turn.Text.StartsWith("fail", StringComparison.Ordinal))
        {
            yield return TurnStep.Fail("out of credit");
        }

        await Task.CompletedTask;
        yield return TurnStep.Text("done " + turn.Text);
    }
}
