using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <content>
/// The thread (the messages) of a session as the platform returns it, and the replay: after a restart, the platform sends the stored thread
/// to the new harness as one message.
/// </content>
internal sealed partial class SessionState
{
    /// <summary>
    /// The longest time that the platform returns the stored thread after the restart of an inline harness. After that time it returns the
    /// new thread, and a replay that has not begun is skipped.
    /// </summary>
    private static readonly TimeSpan LongestReplayStart = TimeSpan.FromSeconds(2);

    // The stored thread, while a background replay of it has not begun; otherwise, null.
    private IReadOnlyList<string>? _replayed;

    /// <summary>
    /// Gets the session's messages, as JSON. They come from the harness. They come from the platform's store until a background replay
    /// begins, and if no harness responds. null if there are none.
    /// </summary>
    public IReadOnlyList<string>? Thread =>
        Volatile.Read(ref _replayed) ?? (Harness is { IsLost: false } harness ? harness.Thread() : StoredThread());

    /// <summary>
    /// Gets the timeline as a JSON array: the session's creation, the entries that are derived from the thread, and the end of a session
    /// that has ended.
    /// </summary>
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

    /// <summary>Replays the stored thread in the background, as the platform does after the restart of an inline harness.</summary>
    private void ReplayInBackground(Harness harness)
    {
        if (StoredThread() is not { } stored)
        {
            return;
        }

        Volatile.Write(ref _replayed, stored);
        RunBusyInBackground(async () =>
        {
            using ITimer limit = _platform.Time.CreateTimer(_ => ShowThread(stored), null, LongestReplayStart, Timeout.InfiniteTimeSpan);
            try
            {
                await Task.Delay(_platform.Options.ReplayDelay, _platform.Time, harness.Lost).ConfigureAwait(false);

                // Skip the replay if the time limit has passed or another restart has begun.
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

    /// <summary>
    /// Replays the stored thread, without the message whose id is <paramref name="exceptMessage"/>, and waits for the reply. The session
    /// becomes ready only after that. Returns the reply as JSON, or null if nothing is stored.
    /// </summary>
    private async Task<string?> ReplayAsync(Harness harness, string? exceptMessage)
    {
        if (StoredThread(exceptMessage) is not { } stored)
        {
            return null;
        }

        TurnReply reply = await harness.SendAsync(Replay(stored)).ConfigureAwait(false);
        return reply.Json;
    }

    /// <summary>Creates the message that contains the stored thread.</summary>
    private static TurnInput Replay(IReadOnlyList<string> stored)
    {
        string messages = JsText.Indented("[" + string.Join(",", stored) + "]");
        string history = $"<previous_session_history>\n<msgs>\n{messages}\n</msgs>\n</previous_session_history>";
        return new TurnInput([InputPart.OfText(history)], TurnOrigin.Replay);
    }

    /// <summary>
    /// Makes <see cref="Thread"/> return the thread of the new harness. Does nothing if another restart has begun since then, which has
    /// stored a different thread in <see cref="_replayed"/>.
    /// </summary>
    private void ShowThread(IReadOnlyList<string> stored) => Interlocked.CompareExchange(ref _replayed, null, stored);
}
