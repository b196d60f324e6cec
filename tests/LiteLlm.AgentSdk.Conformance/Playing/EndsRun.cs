using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// The ends of aborted and failed turns: their own stream, a stream beside it, the thread at the first end and later, and the next turn.
/// </summary>
internal sealed class EndsRun(Target target, string harness) : FolderRun(target, "ends-" + harness, Recordings.Folder("ends-" + harness))
{
    public static readonly string[] Harnesses = ["claude-agent-sdk", "opencode-brain-inline"];
    private const string Agent = "00000000-0000-0000-0000-000000000010";

    protected override string MainAgent => Agent;

    public static async Task<IReadOnlyList<Outcome>> RunAsync(string harness)
    {
        await using Target target = await LocalTarget.StartAsync();
        return await new EndsRun(target, harness).PlayRunAsync();
    }

    private async Task<IReadOnlyList<Outcome>> PlayRunAsync()
    {
        await AgentAsync(Agent, LocalTarget.Agent(harness));
        bool isOpenCode = harness != "claude-agent-sdk";
        string aborted = isOpenCode ? "4b77fe24-f375-4d96-ae0b-8c8bace2cfef" : "0f9cf704-6108-4f1a-99cc-b20a0f414264";
        await SessionAsync(aborted);
        await SayAsync(aborted, "hello");
        await BesideAsync("abort.follow", () => AbortAsync(aborted, isOpenCode));
        string failed = isOpenCode ? "50d604f0-ea87-4ea4-a2d9-1ebcfb0fdfed" : "cd718bc3-45b0-4428-a324-27890f2e6094";
        await SessionAsync(failed);
        await SayAsync(failed, "hello");
        await BesideAsync("fail.follow", async () =>
        {
            await PlayAsync("fail.message_stream");
            await PlayAsync("fail.messages-at-idle");
            await SecondEndAsync(failed, isOpenCode);
            await PlayAsync("fail.messages-later");
        });
        return Finish();
    }

    private async Task AbortAsync(string session, bool isOpenCode)
    {
        using Answer watched = await WatchAsync(session);
        RecordedExchange recorded = Take("abort.message_stream");
        int words = WordsOf(recorded);
        Target.Model.Hold(words, Gate().Task);
        Task streamed = Player.PlayAsync(recorded);
        await WordsAsync(watched, words);
        Task called = PlayAsync("abort.call");
        await streamed;
        await PlayAsync("abort.messages-at-idle");
        await SecondEndAsync(session, isOpenCode);
        await called;
        await PlayAsync("abort.messages-after-call");
        await PlayAsync("abort.next-message_stream");
    }

    private async Task SecondEndAsync(string session, bool isOpenCode)
    {
        if (isOpenCode)
        {
            await Target.Time.WhenWaitingAsync(PhaseTime.SecondEnd);
            Target.Time.Fire(PhaseTime.SecondEnd);
        }

        await ReadyAsync(session, idle: true);
    }
}
