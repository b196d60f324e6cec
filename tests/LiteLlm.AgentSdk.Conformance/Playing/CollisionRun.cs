using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>A message right after a restart.</summary>
internal sealed class CollisionRun(Target target, string harness)
    : FolderRun(target, "restart-collision-" + harness, Recordings.Folder("restart-collision-" + harness))
{
    private const string ClaudeAgent = "3b3d396f-2c2f-4a61-a98e-3b4dc0826daa";
    private const string OpenCodeAgent = "0c0adc0b-12de-4970-8298-40807b31fcdb";

    protected override string MainAgent => harness == "claude-agent-sdk" ? ClaudeAgent : OpenCodeAgent;

    public static async Task<IReadOnlyList<Outcome>> RunAsync(string harness)
    {
        await using Target target = await LocalTarget.StartAsync();
        return await new CollisionRun(target, harness).PlayRunAsync();
    }

    private async Task<IReadOnlyList<Outcome>> PlayRunAsync()
    {
        bool isOpenCode = harness != "claude-agent-sdk";
        string session = isOpenCode ? "3ba132c1-7355-4f6e-b06f-e53322d6c929" : "1e7b8ae4-549e-4ff6-a2a7-1789c0fe22fe";
        await AgentAsync(MainAgent, LocalTarget.Agent(harness));
        await SessionAsync(session);
        await SayAsync(session, "one");
        await ToAsync("restart");
        if (isOpenCode)
        {
            await CollideAsync(session);
        }
        else
        {
            await BesideAsync("follow", async () =>
            {
                await ToAsync("message");
                await ToAsync("messages-later");
            });
        }

        return Finish();
    }

    /// <summary>The replay's question has arrived, and its answer has not begun. The model answers both with the history in view.</summary>
    private async Task CollideAsync(string session)
    {
        TaskCompletionSource replayed = Gate();
        Target.Model.Always = ("echo: (history replay)", replayed.Task);
        await Target.Time.WhenWaitingAsync(PhaseTime.Replay);
        Target.Time.Fire(PhaseTime.Replay);
        await Target.Lap.WaitForTurnsStartedAsync(2);
        await BesideAsync("follow", async () =>
        {
            using Answer watched = await WatchAsync(session);
            Task sent = PlayAsync("message");
            await UntilAsync(watched, "two LONG 20 SLOW 50");
            replayed.SetResult();
            await sent;
            await ToAsync("messages-later");
        });
    }
}
