namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <content>The parts of the run.</content>
internal sealed partial class SessionsRun
{
    private const string Talker = "ef14d550-8470-46e4-a03a-073b350ff577";

    private async Task CreatingAsync()
    {
        await ToAsync("create.empty-object");
        await ReadyAsync("be97e86b-27c4-4ca4-b304-cbeab7c3621f");
        await ToAsync("get.ready");
        Target.StartSlowly("cloning_repo");
        await ToAsync("early2.create");
        Target.StartAtOnce();
        await ToAsync("early2.message_stream");
        await ReadyAsync("1dcf76ff-f184-422f-a36b-6d91a0c1e8a9");

        // The earlier sessions started as slowly, and are listed as ready.
        await ReadyAsync("b60bc2b6-3fda-4d89-b758-15b959f53dc0");
        await ReadyAsync("4189e49d-c814-470c-a119-81dcb10944db");
        await ToAsync("create.full");
        await ReadyAsync("f19e3cbb-ac95-4e61-bd14-86243db029ad", idle: true);
        await ToAsync("log.after-initial-prompt");
        TaskCompletionSource looked = Gate();
        Target.Model.Hold(0, looked.Task);
        Target.StartSlowly("cloning_repo");
        await ToAsync("list");
        Target.StartAtOnce();
        await ReadyAsync("04e9109f-3db8-45b6-b728-cbaceb97ca6f");
        await ToAsync("list.limit-bad");
        looked.SetResult();
        await ReadyAsync("04e9109f-3db8-45b6-b728-cbaceb97ca6f", idle: true);
        await ToAsync("create.400.attach-mime");
    }

    private async Task TalkingAsync()
    {
        await SessionAsync(Talker);
        await ToAsync("message.FAIL-529");
        await SayAsync(Talker, "FAIL 500");
        await SayAsync(Talker, "FAIL 429");
        await SayAsync(Talker, "FAIL 401");
        await ToAsync("get.after-messages");
        await AgentAsync("00000000-0000-0000-0000-000000000001", """{"model":"claude-sonnet-4-6","harness_id":"claude-agent-sdk"}""");
        await SessionAsync("2244cf9b-1f55-4738-8484-28a3765ad3e7", "00000000-0000-0000-0000-000000000001");
        await ToAsync("messages.THINK");
    }

    private async Task StreamingAsync()
    {
        await SessionAsync("60031a7f-367f-428f-81b1-e2f5d9d80b57");
        await SessionAsync("ff6ec91b-2be1-48d7-b3a8-323c690f926a");
        await ToAsync("message_stream.404");
        await SessionAsync("d38d1e45-b499-400d-aeb9-4e0bb36ab7dd");
        await BesideAsync("events.during-message", "events.during-message.message");
        await ToAsync("events.404");
        await SessionAsync("130cb333-e4e3-41bf-bade-a9159e18eee9");
        await BesideAsync("stream.during-message", "stream.during-message.message");
        await ToAsync("stream.404");
        const string followed = "15bf5d26-647c-4082-aa51-a89c7f6bb9f3";
        await SessionAsync(followed);
        await BesideAsync("stream.follow-two-turns", async () =>
        {
            await SayAsync(followed, "turn one");
            await SayAsync(followed, "turn two TOOL");
        });
        const string young = "a20fe99a-cc51-4f56-9eb8-4d7fa47877d2";
        Target.StartSlowly("creating_sandbox");
        await SessionAsync(young, initialPrompt: "LONG 20 SLOW 50 initial");
        Target.StartAtOnce();

        // The session becomes ready while its stream waits for it, so its first turn is on the stream from the beginning.
        Task asked = Target.NextStreamAsync();
        Task streamed = ToAsync("stream.right-after-create");
        await asked;
        Target.EndPhases();
        await streamed;
        await ReadyAsync(young, idle: true);
        await ToAsync("get.after-stream-idle");
        const string middle = "85991f16-1b1e-43f6-8f3a-2688436930b4";
        await SessionAsync(middle);
        TaskCompletionSource opened = Gate();
        Target.Model.Hold(8, opened.Task);
        using (Answer watched = await WatchAsync(middle))
        {
            Task said = SayAsync(middle, "LONG 20 SLOW 100");

            // The stream that is opened now does not contain the earlier text.
            await WordsAsync(watched, 8);
            await ToAsync("log.mid-turn");
            await BesideAsync("events.opened-mid-turn", () =>
            {
                opened.SetResult();
                return said;
            });
        }

        await SessionAsync("c4d4419b-db9c-4d2e-9d83-0335775590b2");
        await ToAsync("events.idle-35s");
    }

    private async Task AbortingAsync()
    {
        const string session = "de31cf97-d66e-4f1e-9a25-46e3e438ea55";
        await SessionAsync(session);
        await ToAsync("abort.idle");
        Target.Model.Hold(13, Gate().Task);
        await BesideAsync("abort.stream", async () =>
        {
            using Answer watched = await WatchAsync(session);
            Task reply = PlayAsync("abort.message");
            await WordsAsync(watched, 13);
            await PlayAsync("abort.call");
            await reply;
        });
        await ToAsync("abort.404");
        Target.Model.Hold(13, Gate().Task);
        using (Answer watched = await WatchAsync(session))
        {
            Task streamed = PlayAsync("abort.message_stream");
            await WordsAsync(watched, 13);
            await ToAsync("abort.call2");
            await streamed;
        }

        const string left = "2f04872c-9969-4902-8932-e0be45abdd7f";
        await SessionAsync(left);
        TaskCompletionSource gone = Gate();
        Target.Model.Hold(22, gone.Task);
        await ToAsync("message_stream.client-hangup.messages-at-once");
        gone.SetResult();
        await ReadyAsync(left, idle: true);
        await ToAsync("message_stream.client-hangup.messages-later");
    }

    private async Task LookingAsync()
    {
        await ToAsync("opencode.list-messages");
        const string other = "00000000-0000-0000-0000-000000000002";
        await SessionAsync(other);
        TaskCompletionSource opened = Gate();
        Target.Model.Hold(229, opened.Task);
        using Answer watched = await WatchAsync(other);
        Task said = SayAsync(other, "LONG 232 SLOW 1000");
        await WordsAsync(watched, 229);
        await BesideAsync(
            "opencode.event",
            () =>
            {
                opened.SetResult();
                return said;
            },
            opening: 1);
        await ToAsync("restart.404");
    }

    private async Task DeletingAsync()
    {
        const string session = "c807242d-4e41-4b3a-9b21-f5833f586c2e";
        await SessionAsync(session);
        await SayAsync(session, "before delete");
        await BesideAsync("delete.open-stream", () => BesideAsync("delete.open-events", () => ToAsync("delete.diagnose")));
        await ToAsync("delete.restart-dead.get");
        await AgentAsync("2651e10a-bb69-49de-96cb-91060a9e55a6", """{"model":"claude-haiku-4-5","harness_id":"claude-agent-sdk"}""");
        await SessionAsync("4724ffbe-6e49-476e-a756-d9c37abb554e", "2651e10a-bb69-49de-96cb-91060a9e55a6");
        await ToAsync("agent-delete.messages");
    }

    /// <summary>Plays exchanges that were recorded in a separate run.</summary>
    private async Task PassingOnAsync()
    {
        await SessionAsync("7de0f9cd-4be0-4de2-9865-c6437054c409", recordedHarnessId: "ses_f24a5db68e7d4ca8be2356b9");
        foreach (RecordedExchange exchange in _passedOn)
        {
            await Player.PlayAsync(exchange);
        }
    }
}
