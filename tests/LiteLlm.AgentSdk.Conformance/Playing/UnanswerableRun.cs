using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>Messages that opencode can't answer: an unknown model, an image.</summary>
internal sealed class UnanswerableRun(Target target) : FolderRun(target, Folder, Recordings.Folder(Folder))
{
    public const string Folder = "unanswerable-opencode-brain-inline";
    private const string Lost = "50930918-8205-4f14-82c4-fc74e4ca3921";
    private const string Able = "00000000-0000-0000-0000-000000000030";
    private const string ByMessage = "bed3171e-4281-40b1-a178-cfef99917c68";

    protected override string MainAgent => Lost;

    public static async Task<IReadOnlyList<Outcome>> RunAsync()
    {
        await using Target target = await LocalTarget.StartAsync(static options => options.UnknownModels.Add("foo/bar"));
        return await new UnanswerableRun(target).PlayRunAsync();
    }

    private async Task<IReadOnlyList<Outcome>> PlayRunAsync()
    {
        await AgentAsync(Lost, LocalTarget.Agent("opencode-brain-inline", "foo/bar"));
        await SessionAsync(ByMessage);
        await BesideAsync("unknown-model.follow", async () =>
        {
            await ToAsync("unknown-model.message");
            await ToAsync("unknown-model.log-later");
        });
        await SessionAsync("34728134-de0a-4e12-83f9-fd07236b297b");
        await ToAsync("unknown-model.messages-after-stream");
        await AgentAsync(Able, LocalTarget.Agent("opencode-brain-inline"));
        await SessionAsync("5462e52c-d153-415a-9f31-d462dad6f079", Able);
        await ToAsync("image.messages-after-stream");
        return Finish();
    }
}
