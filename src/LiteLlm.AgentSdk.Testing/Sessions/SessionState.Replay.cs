using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <content>The thread of a session as the platform shows it, and the replay of a stored one.</content>
internal sealed partial class SessionState
{
    /// <summary>The longest time that the platform waits for the replay's message before it returns the new thread.</summary>
    private static readonly TimeSpan LongestReplayStart = TimeSpan.FromSeconds(2);

    private IReadOnlyList<string>? _replayed;

    /// <summary>
    /// Gets the thread of the harness; before a replay begins, and if the harness does not respond, the stored thread. null if there is
    /// none.
    /// </summary>
    public IReadOnlyList<string>? Thread =>
        Volatile.Read(ref _replayed) ?? (Harness is { IsLost: false } harness ? harness.Thread() : StoredThread());

    /// <summary>Gets the timeline, which is derived from the thread.</summary>
    public string Timeline
    {
        get
        {
            IReadOnlyList<string> thread = (Harness is { IsForgotten: false } harness ? harness.Thread() : StoredThread()) ?? [];
            string[] ended = Status == "dead" && StoppedAt is { } stopped
                ? [ThreadLog.Entry(Id + ":ended", "ended", stopped, "Sandbox ended")]
                : [];
            string created = ThreadLog.Entry(Id + ":created", "created", CreatedAt, "Session created");
            return "[" + string.Join(",", [created, .. ThreadLog.Of(thread, CreatedAt), .. ended]) + "]";
        }
    }

    private IReadOnlyList<string>? StoredThread(string? except = null) => Records.Messages(preferSnapshot: Agent.IsInline, except);

    /// <summary>Replays the history in the background, as inline harnesses do at a restart.</summary>
    private void ReplayInBackground(Harness harness)
    {
        if (StoredThread() is not { } stored)
        {
            return;
        }

        Volatile.Write(ref _replayed, stored);
        RunBusy(async () =>
        {
            using ITimer limit = _platform.Time.CreateTimer(_ => ShowThread(stored), null, LongestReplayStart, Timeout.InfiniteTimeSpan);
            try
            {
                await Task.Delay(_platform.Options.ReplayDelay, _platform.Time, harness.Lost).ConfigureAwait(false);
                if (ReferenceEquals(Volatile.Read(ref _replayed), stored))
                {
                    await harness.SendAsync(Replay(stored) with { Accepted = _ => ShowThread(stored) }).ConfigureAwait(false);
                }
            }
            finally
            {
                ShowThread(stored);
            }
        });
    }

    /// <summary>Replays the history before the session is ready.</summary>
    private async Task<string?> ReplayAsync(Harness harness, string? exceptMessage)
    {
        if (StoredThread(exceptMessage) is not { } stored)
        {
            return null;
        }

        TurnReply reply = await harness.SendAsync(Replay(stored)).ConfigureAwait(false);
        return reply.Json;
    }

    private static TurnInput Replay(IReadOnlyList<string> stored)
    {
        string messages = JsText.Indented("[" + string.Join(",", stored) + "]");
        string history = $"<previous_session_history>\n<msgs>\n{messages}\n</msgs>\n</previous_session_history>";
        return new TurnInput([InputPart.OfText(history)], TurnOrigin.Replay);
    }

    /// <summary>Switches to the new thread, unless another restart has begun.</summary>
    private void ShowThread(IReadOnlyList<string> stored) => Interlocked.CompareExchange(ref _replayed, null, stored);
}
