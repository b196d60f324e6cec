using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// Plays the recorded exchanges of sessions on the claude-agent-sdk harness. Also performs the actions that were not recorded, between the
/// exchanges and while their streams are open.
/// </summary>
internal sealed partial class SessionsRun : FolderRun
{
    private const string Folder = "sessions-claude-agent-sdk";
    private const string Agent = "e0c86cc5-36cb-4d77-b123-e7368f17f216";

    // Calls that the platform passes on to the harness. They were recorded in a separate run, so they are removed from the recorded order
    // and played last.
    private readonly RecordedExchange[] _passedOn;

    private SessionsRun(Target target)
        : base(target, Folder, Exchanges) =>
        _passedOn = [Take("opencode.prompt_async"), Take("opencode.abort"), Take("opencode.delete"), Take("opencode.401")];

    protected override string MainAgent => Agent;

    public static IEnumerable<RecordedExchange> Exchanges => Recordings.Folder(Folder);

    public static async Task<IReadOnlyList<Outcome>> PlayAsync()
    {
        await using Target target = await Target.StartAsync();
        var run = new SessionsRun(target);
        const string agent =
            """{"name":"rec-claude-agent-sdk","model":"claude-haiku-4-5","harness_id":"claude-agent-sdk","prompt":"You are a """
                + """helpful assistant."}""";
        await run.AgentAsync(Agent, agent);
        await run.CreatingAsync();
        await run.TalkingAsync();
        await run.StreamingAsync();
        await run.AbortingAsync();
        await run.LookingAsync();
        await run.DeletingAsync();
        await run.PassingOnAsync();
        return run.Finish();
    }
}
