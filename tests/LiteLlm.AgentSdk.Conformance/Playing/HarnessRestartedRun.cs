using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>The process of a sandbox has lost its sessions, and nothing of them was stored.</summary>
internal sealed class HarnessRestartedRun(Target target) : FolderRun(target, Folder, Recordings.Folder(Folder))
{
    public const string Folder = "harness-restarted";
    private const string Agent = "b868b47b-0907-4915-866a-df7cf9d82cb5";
    private const string ByMessage = "66cfef6a-873a-4d7d-95ab-b282dbe72b26";
    private const string Streamed = "969ee7ad-70c3-41d3-97e5-6043d8e2301b";

    protected override string MainAgent => Agent;

    public static async Task<IReadOnlyList<Outcome>> RunAsync()
    {
        await using Target target = await LocalTarget.StartAsync(tokens: false);
        return await new HarnessRestartedRun(target).PlayRunAsync();
    }

    private async Task<IReadOnlyList<Outcome>> PlayRunAsync()
    {
        await AgentAsync(Agent, LocalTarget.Agent("claude-agent-sdk"));
        await SessionAsync(ByMessage);
        await SessionAsync(Streamed);
        Target.Lap.KillHarnessProcess(Session(ByMessage));
        Target.Lap.KillHarnessProcess(Session(Streamed));
        await ToAsync("message_stream.session-after");
        return Finish();
    }
}
