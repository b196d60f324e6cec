using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// The run over sessions of the claude-agent-sdk harness, with the actions between the recorded exchanges and beside them.
/// </summary>
internal sealed partial class SessionsRun : FolderRun
{
    private const string Folder = "sessions-claude-agent-sdk";
    private const string Agent = "e0c86cc5-36cb-4d77-b123-e7368f17f216";
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
