using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>Failing sandboxes: no sandbox can be reached, or the connection to one breaks in the middle of a turn.</summary>
internal sealed class ChaosRun(Target target) : FolderRun(target, Folder, Exchanges)
{
    public const string Folder = "chaos";

    /// <summary>The time for which a stream waits for its session.</summary>
    private static readonly TimeSpan StreamsWait = TimeSpan.FromSeconds(60);

    /// <summary>Gets the exchanges that are played: those that the local platform's sandboxes can produce.</summary>
    public static IEnumerable<RecordedExchange> Exchanges =>
        Recordings.Folder(Folder).Where(static exchange => NotPlayed.ReasonFor(exchange.Name) is null);

    protected override string MainAgent => "6a837e72-d0c3-4724-825c-35602cb4c6bb";

    public static async Task<IReadOnlyList<Outcome>> RunAsync()
    {
        await using Target target =
            await LocalTarget.StartAsync(static options => options.RecoveryTime = PhaseTime.Recovery, tokens: false);
        return await new ChaosRun(target).PlayRunAsync();
    }

    private async Task<IReadOnlyList<Outcome>> PlayRunAsync()
    {
        await AgentAsync(
            MainAgent,
            """{"name":"chaos","model":"claude-haiku-4-5","harness_id":"claude-agent-sdk"}""");
        await BreakingAsync();
        await RefusingAsync();
        return Finish();
    }

    /// <summary>The connection breaks when the model has begun to answer, and the sandbox is available again at once.</summary>
    private async Task BreakingAsync()
    {
        const string streamed = "528fbd82-4700-4b7e-9c7d-d86d1814269d";
        await SessionAsync(streamed);
        Target.Lap.Faults.Add(Fault.HarnessConnectionBroken(7).InSession(Session(streamed)));
        await PlayAsync("kill.message_stream");
        await ReadyAsync(streamed, idle: true);
        (string, string)[] watched =
        [
            ("445ebe56-d270-4bc6-9ea6-c68b146ef5e6", "kill.events"),
            ("18719a62-f1c5-4218-aaab-3507c265834b", "kill.stream"),
        ];
        foreach ((string session, string stream) in watched)
        {
            await SessionAsync(session);
            await BesideAsync(stream, () =>
            {
                Target.Lap.BreakHarnessConnection(Session(session));
                return Task.CompletedTask;
            });
        }

        const string sent = "16cd3e17-02f3-4424-b51d-6bf9cf6c979d";
        await SessionAsync(sent);
        Target.Lap.Faults.Add(Fault.HarnessConnectionBroken(7).InSession(Session(sent)));

        // Both turns run once the second has begun, and they end in the order of their beginnings.
        (TaskCompletionSource first, TaskCompletionSource second) = (Gate(), Gate());
        Task bothRun = Target.Model.HoldTurnsAsync(59, first.Task, second.Task);
        Task sending = PlayAsync("kill.message");
        await bothRun;
        first.SetResult();
        while (Target.Lap.Counters.TurnsEndedIn(Session(sent)) == 0)
        {
            await Task.Yield();
        }

        second.SetResult();
        await sending;
        await ReadyAsync(sent, idle: true);
        await PlayAsync("kill.message.session-after");
        await PlayAsync("kill.message.messages-after");
    }

    private async Task RefusingAsync()
    {
        (string Session, string[] Exchanges)[] lost =
        [
            ("602c5ee4-3b94-46ce-b4dd-f0220312393f", ["refuse.stream", "refuse.stream.session-after"]),
            ("83611248-218a-4c87-8f33-32f6c4a41be9", ["refuse.message_stream", "refuse.message_stream.session-after"]),
            ("c40ed939-42b0-4ae5-af74-e2f009881565", ["refuse.events", "refuse.events.session-after"]),
            ("9cdfeb34-30d5-4b7c-bc9f-59ba182ce4f2", ["refuse.diagnose", "refuse.abort", "refuse.log", "refuse.messages"]),
        ];
        foreach ((string session, string[] exchanges) in lost)
        {
            await SessionAsync(session);
            Target.Lap.KillSandbox(Session(session));
            foreach (string exchange in exchanges)
            {
                await PlayAsync(exchange);
            }
        }

        const string restarted = "8d500717-d861-418f-9e89-79e9356c6a63";
        const string sent = "cb27ba02-9b87-493b-8783-d85cbf330ea2";
        await SessionAsync(restarted);
        await SessionAsync(sent);
        Target.Lap.KillSandbox(Session(sent));
        Target.RefuseSandboxes((await Target.SettledAsync(Session(restarted))).GetProperty("sandbox_url").GetString()!);
        Target.StartSlowly("waiting_harness");
        await PlayAsync("refuse.create-session");
        Task restarting = PlayAsync("refuse.restart");
        Task sending = PlayAsync("refuse.message");
        Task waiting = PlayAsync("refuse.stream-on-creating-504");
        await Target.Time.WhenWaitingAsync(PhaseTime.Recovery, 2);
        await Target.Time.WhenWaitingAsync(StreamsWait);
        Target.Time.Fire(StreamsWait);
        await waiting;
        await PlayAsync("refuse.message.session-during-recovery");
        await PlayAsync("refuse.create-session.get-creating");
        Target.Time.Fire(PhaseTime.Recovery);
        Target.EndPhases();
        await restarting;
        await sending;
        await Target.Lap.WaitForStatusAsync(Session("3491032e-81c5-4b6e-b380-dcd687938cfa"), "failed");
        await ToAsync("refuse.create-session.get-failed");
    }
}
