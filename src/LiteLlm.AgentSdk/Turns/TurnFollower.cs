using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Follows one turn to its end, over as many connections as it takes. A connection that ends before the turn is taken up again: first the stream, then the
/// thread (the other way round, a turn that ends in between would be waited for in vain). What the thread has and the streams did not bring is filled in. It
/// never sends anything.
/// </summary>
internal sealed class TurnFollower(PlatformTransport transport, string sessionId, TurnAssembler turn, TurnLookup lookup)
{
    private StreamInterruptedException? _cut;

    private HealingOptions Healing => transport.Options.Healing;

    /// <summary>Follows from a connection that is open, or, without one, from what the thread says.</summary>
    /// <param name="connection">The stream of the turn; disposed here.</param>
    /// <param name="lost">Why there is no connection.</param>
    /// <param name="cancellationToken">The caller's token with the turn's deadline.</param>
    public async IAsyncEnumerable<TurnUpdate> RunAsync(
        HttpResponseMessage? connection, AgentPlatformException? lost, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<TurnUpdate> updates = [];
        long progress = turn.Progress;
        int attempt = 0;
        bool missed = connection is null;
        bool look = connection is null;
        try
        {
            while (true)
            {
                if (connection is null)
                {
                    attempt = turn.Progress == progress ? attempt + 1 : 1;
                    progress = turn.Progress;
                    Log.Reconnecting(transport.Logger, sessionId, attempt, lost!.Message);
                    Telemetry.Reconnecting(attempt, lost.Message);
                    yield return new TurnReconnecting(attempt, lost.Message);
                    turn.Tear();
                    missed = look = true;
                    await Healing.PauseAsync(attempt, transport.Time, cancellationToken).ConfigureAwait(false);
                    (connection, AgentPlatformException? refused) = await TryOpenAsync(cancellationToken).ConfigureAwait(false);
                    lost = refused ?? lost;
                    if (connection is null || attempt > 1)
                    {
                        // No stream, or none that lives: the thread alone may have it all, and a session that has ended brings no more.
                        updates.Clear();
                        TurnSight sight = await lookup.LookAsync(turn, updates, cancellationToken).ConfigureAwait(false);
                        foreach (TurnUpdate update in updates)
                        {
                            yield return update;
                        }

                        if (sight == TurnSight.Over)
                        {
                            yield break;
                        }

                        await lookup.ThrowIfHopelessAsync(turn, lost, sight, attempt, cancellationToken).ConfigureAwait(false);
                        if (connection is null)
                        {
                            continue;
                        }
                    }
                }

                _cut = null;
                await foreach (SessionEvent value in UntilCutAsync(connection, cancellationToken).ConfigureAwait(false))
                {
                    updates.Clear();
                    turn.Take(value, updates);
                    foreach (TurnUpdate update in updates)
                    {
                        yield return update;
                    }

                    if (look && value is not (StreamOpenedEvent or ReadyEvent))
                    {
                        // The stream is live: from here on nothing is missed, so the thread has all that was.
                        look = false;
                        updates.Clear();
                        TurnSight sight = await lookup.WaitUntilThereAsync(turn, updates, lost, cancellationToken).ConfigureAwait(false);
                        foreach (TurnUpdate update in updates)
                        {
                            yield return update;
                        }

                        Log.Healed(transport.Logger, sessionId);
                        Telemetry.Healed();
                        yield return new TurnHealed();
                        if (sight == TurnSight.Over)
                        {
                            yield break;
                        }
                    }
                }

                connection.Dispose();
                connection = null;
                lost = _cut ?? lost;
                if (turn.SawEnd)
                {
                    // An end that comes before our message has shown may be another's, whose turn was running when ours was sent.
                    bool looksOver = turn.LooksOver && !missed;
                    if (looksOver && turn.UserMessageId is not null)
                    {
                        yield break;
                    }

                    if (!Healing.Enabled)
                    {
                        // A reply that is known to be cut short is none.
                        if (turn.UserMessageId is null)
                        {
                            yield break;
                        }

                        throw lookup.Interrupted("A turn ended in the session, and this one has not as far as its stream has shown.", turn, _cut);
                    }

                    // Whose end was it, and has everything come? The thread knows.
                    updates.Clear();
                    TurnSight sight = looksOver
                        ? await lookup.LookUntilItWouldShowAsync(turn, updates, cancellationToken).ConfigureAwait(false)
                        : await lookup.LookAsync(turn, updates, cancellationToken).ConfigureAwait(false);
                    foreach (TurnUpdate update in updates)
                    {
                        yield return update;
                    }

                    if (sight == TurnSight.Over || (looksOver && sight != TurnSight.Running))
                    {
                        // Over; or the harness writes messages in a way in which ours can't be known, and nothing speaks for another's.
                        yield break;
                    }

                    turn.GoOn();
                    lost = lookup.Interrupted("A turn ended in the session, but not this one.", turn, _cut);
                }
            }
        }
        finally
        {
            connection?.Dispose();
        }
    }

    /// <summary>The events of a connection until the turn's end or the connection's; a cut is remembered, not thrown, where it can be healed.</summary>
    private async IAsyncEnumerable<SessionEvent> UntilCutAsync(HttpResponseMessage connection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SessionStream stream = new(transport, sessionId, Healing.Enabled ? token => lookup.AskAsync(turn, token) : null);
        IAsyncEnumerator<SessionEvent> events = stream.ReadAsync(connection, endsWithTurn: true, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable reading = events.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (StreamInterruptedException e)
            {
                _cut = lookup.Interrupted(e.Message, turn, e);
                if (!Healing.Enabled)
                {
                    throw _cut;
                }

                yield break;
            }

            yield return events.Current;
        }
    }

    /// <summary>The session's raw bus: the one stream that can be had in the middle of a turn and says when it is live.</summary>
    private async Task<(HttpResponseMessage? Connection, AgentPlatformException? Refused)> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            ApiRequest tail = new(HttpMethod.Get, ApiPath.Of($"sessions/{sessionId}/stream")) { Accept = "text/event-stream", IsTriedOnce = true };
            return (await transport.OpenStreamAsync(tail, cancellationToken).ConfigureAwait(false), null);
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            return (null, e);
        }
    }
}
