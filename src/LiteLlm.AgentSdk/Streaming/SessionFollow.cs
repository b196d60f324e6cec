using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Streaming;

/// <summary>
/// Follows a session's events over all turns until the session ends, and reconnects when a connection is lost. Events that happen while no
/// connection is open are missed, because the platform replays nothing.
/// </summary>
internal static class SessionFollow
{
    public static async IAsyncEnumerable<SessionEvent> RunAsync(
        PlatformTransport transport, string sessionId, ApiRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HealingOptions healing = transport.Options.Healing;
        TimeSpan idle = transport.Options.StreamIdleTimeout;
        int attempt = 0;
        while (true)
        {
            AgentPlatformException? cut = null;
            IAsyncEnumerator<SessionEvent> events = new SessionStream(transport, sessionId)
                .FollowAsync(request, endsWithTurn: false, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (events.ConfigureAwait(false))
            {
                long lastSign = transport.Time.GetTimestamp();
                while (cut is null)
                {
                    try
                    {
                        // A lost connection is opened again. If the first connection can't be opened, its exception goes to the caller.
                        await events.MoveNextAsync().ConfigureAwait(false);
                    }
                    catch (AgentPlatformException e) when (e is StreamInterruptedException || (attempt > 0 && e.IsTransient))
                    {
                        cut = e;
                        continue;
                    }

                    if (events.Current is not (StreamOpenedEvent or ServerConnectedEvent))
                    {
                        attempt = 0;
                    }

                    if (events.Current is not ServerHeartbeatEvent)
                    {
                        lastSign = transport.Time.GetTimestamp();
                    }
                    else if (idle != Timeout.InfiniteTimeSpan && transport.Time.GetElapsedTime(lastSign) >= idle)
                    {
                        // Heartbeats come from the harness's server. It may outlive the session.
                        await ThrowIfEndedAsync(transport, sessionId, null, cancellationToken).ConfigureAwait(false);
                        lastSign = transport.Time.GetTimestamp();
                    }

                    yield return events.Current;
                }
            }

            attempt++;
            Log.Reconnecting(transport.Logger, sessionId, attempt, cut.Message);
            Telemetry.Reconnecting(attempt, cut.Message);
            await ThrowIfEndedAsync(transport, sessionId, cut, cancellationToken).ConfigureAwait(false);
            if (attempt > healing.MaxAttempts)
            {
                throw cut;
            }

            await Task.Delay(healing.PauseBefore(attempt), transport.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ThrowIfEndedAsync(PlatformTransport transport, string sessionId, AgentPlatformException? cut,
        CancellationToken cancellationToken)
    {
        Session session;
        try
        {
            session = await SessionCalls.GetAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e.IsTransient)
        {
            Log.PollFailed(transport.Logger, sessionId, e.Message);
            return;
        }

        if (session.Status.IsFinal)
        {
            string why = session.FailureReason ?? session.Status.Value;
            throw new StreamInterruptedException(
                $"Session {sessionId} is {session.Status}: {session.FailureReason ?? "the platform gave no reason"}.", cut)
            {
                SessionId = sessionId,
                Reason = why,
            };
        }
    }
}
