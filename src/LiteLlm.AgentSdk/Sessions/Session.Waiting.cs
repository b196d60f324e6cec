using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <content>Waiting for turns that somebody else, or an earlier call, began: two at once is what a session can't do.</content>
public partial class Session
{
    /// <summary>A turn shows in the thread within half a second of its start; until then its absence says nothing.</summary>
    private static readonly TimeSpan Shows = TimeSpan.FromSeconds(2);

    /// <summary>Waits until a turn that an earlier call left running is over, as the thread shows it.</summary>
    private async Task WaitForUnfinishedTurnAsync(DateTimeOffset since, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (Transport.IsProxy)
        {
            // The older proxy has no way to ask.
            return;
        }

        Poll poll = new(Transport.Time, FirstPoll, LongestPoll);
        long started = Transport.Time.GetTimestamp();
        while (true)
        {
            try
            {
                IReadOnlyList<Message> thread = await GetMessagesAsync(cancellationToken).ConfigureAwait(false);
                if (!MessageThread.IsTurnRunning(thread) && Transport.Time.GetUtcNow() - since >= Shows)
                {
                    return;
                }
            }
            catch (AgentPlatformException e) when (e.IsTransient)
            {
                Log.PollFailed(Transport.Logger, Id, e.Message);
            }
            catch (AgentPlatformException)
            {
                // The session is gone or may not be read: the send itself will say so.
                return;
            }

            await PauseWithinAsync(poll, started, limit, nameof(AgentPlatformOptions.QueueTimeout), "an earlier turn still runs", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the turn of the initial prompt is over, if there is one.</summary>
    /// <returns>Whether there is or was one.</returns>
    private async Task<bool> WaitForInitialTurnAsync(TimeSpan limit, string limitName, CancellationToken cancellationToken)
    {
        Poll poll = new(Transport.Time, FirstPoll, LongestPoll);
        long started = Transport.Time.GetTimestamp();
        while (InitialTurn != InitialTurn.None)
        {
            if (HasResponse || FailureReason is not null || HasEnded)
            {
                InitialTurn = InitialTurn.None;
                return true;
            }

            if (InitialTurn == InitialTurn.Unknown && Status == SessionStatus.Ready)
            {
                IReadOnlyList<Message> thread = await ThreadOrNothingAsync(cancellationToken).ConfigureAwait(false);
                bool running = MessageThread.IsFirstTurn(thread) && MessageThread.IsTurnRunning(thread);
                InitialTurn = running ? InitialTurn.Expected : InitialTurn.None;
                if (!running)
                {
                    break;
                }
            }

            await PauseWithinAsync(poll, started, limit, limitName, "its initial prompt still runs", cancellationToken).ConfigureAwait(false);
            try
            {
                await RefreshAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (AgentPlatformException e) when (e.IsTransient)
            {
                Log.PollFailed(Transport.Logger, Id, e.Message);
            }
        }

        return HasResponse || FailureReason is not null;
    }

    private async Task<IReadOnlyList<Message>> ThreadOrNothingAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await GetMessagesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e.IsTransient || e is AgentPlatformNotFoundException)
        {
            // A sandbox that does not answer runs no turn; the send itself brings it back.
            Log.PollFailed(Transport.Logger, Id, e.Message);
            return [];
        }
    }

    private async Task PauseWithinAsync(Poll poll, long started, TimeSpan limit, string limitName, string why, CancellationToken cancellationToken)
    {
        TimeSpan elapsed = Transport.Time.GetElapsedTime(started);
        if (limit != Timeout.InfiniteTimeSpan && elapsed >= limit)
        {
            throw new AgentPlatformTimeoutException($"Session {Id}: {why} after {limitName} ({limit}). Nothing was sent.")
            {
                Limit = limitName,
                IsTransient = true,
                Session = this,
            };
        }

        await poll.PauseAsync(limit == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : limit - elapsed, cancellationToken).ConfigureAwait(false);
    }
}
