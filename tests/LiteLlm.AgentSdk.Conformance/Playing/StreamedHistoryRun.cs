using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>The entries of a streamed turn in the timeline, and its replay after a restart.</summary>
internal sealed class StreamedHistoryRun(Target target, string harness)
    : FolderRun(target, "streamed-history-" + harness, Recordings.Folder("streamed-history-" + harness))
{
    private const string ClaudeAgent = "2556864f-e748-43db-992f-85b75889047c";
    private const string OpenCodeAgent = "534c0891-636e-4871-a8ff-31e54abdc3c0";

    protected override string MainAgent => harness == "claude-agent-sdk" ? ClaudeAgent : OpenCodeAgent;

    public static async Task<IReadOnlyList<Outcome>> RunAsync(string harness)
    {
        await using Target target = await LocalTarget.StartAsync();
        return await new StreamedHistoryRun(target, harness).PlayRunAsync();
    }

    private async Task<IReadOnlyList<Outcome>> PlayRunAsync()
    {
        bool isOpenCode = harness != "claude-agent-sdk";
        string session = isOpenCode ? "245bfa97-397e-4142-befa-0ff9e8b5a9d7" : "acc465f9-b3f9-49a5-8236-175283d3b7df";
        await AgentAsync(MainAgent, LocalTarget.Agent(harness));
        await SessionAsync(session);
        await ToAsync("message_stream.TOOL");
        await ReadyAsync(session, idle: true);
        await ToAsync("messages.right-after-restart");
        if (isOpenCode)
        {
            await Target.Time.WhenWaitingAsync(PhaseTime.Replay);
            Target.Time.Fire(PhaseTime.Replay);
            await Target.Lap.WaitForTurnsStartedAsync(2);
        }

        await ReadyAsync(session, idle: true);
        await ToAsync("log.after-restart-and-message");
        return Finish();
    }
}
