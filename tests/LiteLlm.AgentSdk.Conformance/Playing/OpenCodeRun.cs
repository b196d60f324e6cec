using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>Sessions of the opencode harness, which were recorded in part.</summary>
internal sealed class OpenCodeRun(Target target) : FolderRun(target, Folder, Recordings.Folder(Folder))
{
    public const string Folder = "sessions-opencode-brain-inline";
    private const string Thinkers = "00000000-0000-0000-0000-000000000040";
    private const string Talker = "57ded308-3031-46bf-ab19-dde52f70bdb1";

    protected override string MainAgent => "273075e4-2ad6-446d-adf8-06bc6a5afbec";

    public static async Task<IReadOnlyList<Outcome>> RunAsync()
    {
        await using Target target = await LocalTarget.StartAsync(tokens: false);
        return await new OpenCodeRun(target).PlayRunAsync();
    }

    private async Task<IReadOnlyList<Outcome>> PlayRunAsync()
    {
        await AgentAsync(MainAgent, LocalTarget.Agent("opencode-brain-inline"));
        await SessionAsync("48519b65-a6bc-4380-a7bc-6046aee64c99");
        await ToAsync("create.full");
        await TalkingAsync();
        await StreamingAsync();
        await AbortingAsync();
        return Finish();
    }

    private async Task TalkingAsync()
    {
        await SessionAsync(Talker);
        await PlayAsync("message.text.first");
        await SayAsync(Talker, "hello again");
        await SendAsync(Talker, """{"parts":[{"type":"text","text":"part one"},{"type":"text","text":"part two"}]}""");
        await PlayAsync("message.TOOL");
        foreach (string text in (string[])["UNICODE", "LONG 2000", "still alive?", "", "PARTSFIELD"])
        {
            await SayAsync(Talker, text);
        }

        await PlayAsync("messages");
        await PlayAsync("log");
        const string failing = "b6212b9e-90e3-4a51-a183-fd08a4ebd993";
        await SessionAsync(failing);
        Task failed = PlayAsync("message.FAIL-400");
        await SecondEndAsync();
        await failed;
    }

    private async Task StreamingAsync()
    {
        const string thinker = "3645f558-cc80-4b82-a413-5b8061d923e7";
        await AgentAsync(Thinkers, LocalTarget.Agent("opencode-brain-inline", "claude-sonnet-4-6", prompt: null));
        await SessionAsync(thinker, Thinkers);
        await SayAsync(thinker, "THINK about it");
        await ToAsync("messages.THINK");
        await SessionAsync("d6a8b17e-f454-4045-ac7e-69028c8767b3");
        await ToAsync("message_stream.TOOL");
        const string retried = "3b2bb111-b069-47a5-a289-a0db8955ed6d";
        await SessionAsync(retried);
        await SayAsync(retried, "hello");
        await BesideAsync("message_stream.FAIL", async () =>
        {
            foreach (int seconds in (int[])[2, 4, 8, 16])
            {
                await Target.Time.WhenWaitingAsync(TimeSpan.FromSeconds(seconds));
                Target.Time.Fire(TimeSpan.FromSeconds(seconds));
            }
        });
        const string streamed = "1cb3a4c8-0d0d-4d3c-810f-81c7f81fbd68";
        await SessionAsync(streamed);
        await BesideAsync("stream.during-message", () => SayAsync(streamed, "LONG 20 SLOW 30 go"));
        const string followed = "f075278f-c5d1-4beb-bf60-b15d139c55dd";
        await SessionAsync(followed);
        await BesideAsync("stream.follow-two-turns", async () =>
        {
            await SayAsync(followed, "turn one");
            await SayAsync(followed, "turn two TOOL");
        });
    }

    private async Task AbortingAsync()
    {
        const string session = "3c18c73d-d6c1-42e3-a9ca-72d9f5c505c3";
        await SessionAsync(session);
        int words = WordsOf(Recordings.Get(Folder + "/abort.stream"));
        Target.Model.Hold(words, Gate().Task);
        using Answer watched = await WatchAsync(session);
        await BesideAsync("abort.stream", async () =>
        {
            Task aborted = PlayAsync("abort.message");
            await WordsAsync(watched, words);
            Task called = Target.SendAsync("POST", $"{Sessions}/{Session(session)}/abort");
            await SecondEndAsync();
            await called;
            await aborted;
        });
    }

    private async Task SecondEndAsync()
    {
        await Target.Time.WhenWaitingAsync(PhaseTime.SecondEnd);
        Target.Time.Fire(PhaseTime.SecondEnd);
    }

    private Task SendAsync(string recordedSession, string json) =>
        Target.SendAsync("POST", $"{Sessions}/{Session(recordedSession)}/message", json);
}
