using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>Two clients that send to one session, the second while the first one's turn runs.</summary>
internal sealed class TwoClientsRun(Target target, string harness)
    : FolderRun(target, "two-clients-" + harness, Recordings.Folder("two-clients-" + harness))
{
    private const string Agent = "00000000-0000-0000-0000-000000000020";
    private const string First = "FROM-A LONG 40 SLOW 60";
    private const string Second = "FROM-B LONG 30 SLOW 60";

    protected override string MainAgent => Agent;

    public static async Task<IReadOnlyList<Outcome>> RunAsync(string harness)
    {
        await using Target target = await LocalTarget.StartAsync(options =>
        {
            options.ModelLatency = harness == "claude-agent-sdk" ? PhaseTime.Latency : null;

            // The thread was read while the platform did not show one.
            options.PendingEntry = PendingEntryMode.Never;
        });
        return await new TwoClientsRun(target, harness).PlayRunAsync();
    }

    private async Task<IReadOnlyList<Outcome>> PlayRunAsync()
    {
        await AgentAsync(Agent, LocalTarget.Agent(harness));
        bool isOpenCode = harness != "claude-agent-sdk";
        string session = isOpenCode ? "cccffa03-d6dc-48fb-9897-6f1d8bf7d443" : "4bb95f1f-5d67-4d5e-bb51-f6e77d242dca";
        await SessionAsync(session);
        Task said = SayAsync(session, "hello");
        if (!isOpenCode)
        {
            await AskAsync();
        }

        await said;
        await BesideAsync("follow", () => isOpenCode ? InARowAsync(session) : SideBySideAsync(session));
        return Finish();
    }

    /// <summary>The second message arrives during the answer to the first, and is answered after it.</summary>
    private async Task InARowAsync(string session)
    {
        TaskCompletionSource second = Gate();
        Target.Model.Hold(8, second.Task, First);

        // The model read both messages, and followed the first.
        Target.Model.Instead[Second] = First;
        using Answer watched = await WatchAsync(session);
        Task first = PlayAsync("a.message_stream");
        await WordsAsync(watched, 8);
        RecordedExchange recorded = Take("b.message_stream");
        using Answer answer = await Player.OpenAsync(recorded);
        await UntilAsync(watched, Second);
        second.SetResult();
        await Player.CompareAsync(recorded, answer);
        await first;
        await ReadyAsync(session, idle: true);
        await ToAsync("messages");
    }

    /// <summary>
    /// Both messages arrive before the first text. The second answer has 27 words when the end of the first ends both streams.
    /// </summary>
    private async Task SideBySideAsync(string session)
    {
        (TaskCompletionSource firstSpeaks, TaskCompletionSource firstEnds, TaskCompletionSource secondEnds) = (Gate(), Gate(), Gate());
        Target.Model.Hold(39, firstEnds.Task, First);
        Target.Model.Hold(0, firstSpeaks.Task, Second);
        Target.Model.Hold(27, secondEnds.Task, Second);
        using Answer watched = await WatchAsync(session);
        Task first = PlayAsync("a.message_stream");
        await UntilAsync(watched, First);
        RecordedExchange recorded = Take("b.message_stream");
        using Answer answer = await Player.OpenAsync(recorded);
        await UntilAsync(watched, Second);
        await AskAsync(times: 2);
        await WordsAsync(watched, 39);
        firstSpeaks.SetResult();
        await WordsAsync(watched, 27, turns: 2);
        firstEnds.SetResult();
        await first;
        await Player.CompareAsync(recorded, answer);
        await ToAsync("messages");
        secondEnds.SetResult();
        await ReadyAsync(session, idle: true);
    }

    private async Task AskAsync(int times = 1)
    {
        await Target.Time.WhenWaitingAsync(PhaseTime.Latency, times);
        Target.Time.Fire(PhaseTime.Latency);
    }
}
