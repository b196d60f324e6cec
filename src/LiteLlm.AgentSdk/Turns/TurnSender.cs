using System.Runtime.CompilerServices;
using System.Text.Json;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Sends one message, once, and sees its turn to the end: in the answer to the message where that brings everything, on a stream beside the message where only
/// the blocking call does (the first turn on an inline harness, and the older proxy).
/// </summary>
internal sealed class TurnSender(PlatformTransport transport, string sessionId, byte[] body, SendOptions options, TurnAssembler turn, TurnLookup lookup)
{
    // The end of the stream and the answer are milliseconds apart, in either order.
    private static readonly TimeSpan Stragglers = TimeSpan.FromSeconds(2);

    /// <summary>Whether the message may have reached the platform and its turn has not been seen to end.</summary>
    public bool MayRun { get; private set; }

    /// <summary>The reply, where the server gives one beside the stream.</summary>
    public Reply? Reply { get; private set; }

    private bool Heals => transport.Options.Healing.Enabled && !transport.IsProxy;

    private TimeSpan TurnTimeout => options.TurnTimeout ?? transport.Options.TurnTimeout;

    /// <summary>Whether an exception of a search for the turn says that nothing has happened, which is true of the search alone: the message has been sent.</summary>
    public bool IsUntrue(AgentPlatformException e) => MayRun && !e.MayHaveTakenEffect;

    /// <summary>The same, told as the end of a send.</summary>
    public AgentPlatformException AfterSending(AgentPlatformException e) => lookup.Lost("The turn could not be looked for any further", turn, e);

    /// <summary>Sends and yields what is new.</summary>
    public async IAsyncEnumerable<TurnUpdate> StreamAsync(bool beside, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<TurnUpdate> updates = beside || transport.IsProxy ? BesideAsync(cancellationToken) : InAnswerAsync(cancellationToken);
        TurnPosition position = new(turn, sessionId);
        await foreach (TurnUpdate update in updates.ConfigureAwait(false))
        {
            // Left in this very moment, the turn is over all the same.
            MayRun &= !(turn.SawEnd && turn.LooksOver);
            turn.Hand(update);
            yield return update with { Position = position };
        }

        MayRun = false;
    }

    /// <summary>Sends and waits for the platform's answer; nothing when it was lost and the turn has been found and seen to its end in the thread.</summary>
    public async Task<ApiResponse?> PostAsync(CancellationToken cancellationToken)
    {
        (ApiResponse? answer, AgentPlatformException? lost) = await TryAsync(
            Request("message", "application/json"), request => transport.SendForReplyAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            await foreach (TurnUpdate update in Follower().RunAsync(null, lost, cancellationToken).ConfigureAwait(false))
            {
                _ = update;
            }
        }

        MayRun = false;
        return answer;
    }

    private TurnFollower Follower() => new(transport, sessionId, turn, lookup);

    // The turn's own limit alone is over a turn, however long the platform takes to say its first word.
    private ApiRequest Request(string call, string accept) => new(HttpMethod.Post, ApiPath.Of($"sessions/{sessionId}").Then(call))
    {
        Body = body,
        Accept = accept,
        Timeout = TurnTimeout,
        TimeoutName = nameof(AgentPlatformOptions.TurnTimeout),
    };

    private async IAsyncEnumerable<TurnUpdate> InAnswerAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (HttpResponseMessage? connection, AgentPlatformException? lost) = await TryAsync(
            Request("message_stream", "text/event-stream"), request => transport.OpenStreamAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        await foreach (TurnUpdate update in Follower().RunAsync(connection, lost, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    private async IAsyncEnumerable<TurnUpdate> BesideAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Nothing is replayed: the stream has to be there before the message.
        ApiRequest tail = new(HttpMethod.Get, ApiPath.Of($"sessions/{sessionId}").Then(transport.IsProxy ? "events" : "stream")) { Accept = "text/event-stream" };
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using HttpResponseMessage response = await transport.OpenStreamAsync(tail, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerator<SessionEvent> events =
            new SessionStream(transport, sessionId).ReadAsync(response, endsWithTurn: true, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        await using ConfiguredAsyncDisposable reading = events.ConfigureAwait(false);
        Task<(ApiResponse? Answer, AgentPlatformException? Lost)> answer = TryAsync(
            Request("message", "application/json"), request => transport.SendForReplyAsync(request, stop.Token), stop.Token);
        Task<bool> next = events.MoveNextAsync().AsTask();
        AgentPlatformException? lost = null;
        List<TurnUpdate> updates = [];
        try
        {
            // The stream is only for watching: when it ends, or breaks, or goes on for ever, the answer says everything. But the answer may come
            // first by a little, and what the stream has on its way then is still to be seen.
            Task over = answer;
            while (true)
            {
                Task first = await Task.WhenAny(next, over).ConfigureAwait(false);
                if (first == answer && answer.IsCompletedSuccessfully && (await answer.ConfigureAwait(false)).Answer is not null)
                {
                    over = Task.Delay(Stragglers, transport.Time, stop.Token);
                    continue;
                }

                if (first != next || !next.IsCompletedSuccessfully || !await next.ConfigureAwait(false))
                {
                    break;
                }

                updates.Clear();
                turn.Take(events.Current, updates);
                foreach (TurnUpdate update in updates)
                {
                    yield return update;
                }

                next = events.MoveNextAsync().AsTask();
            }

            (ApiResponse? last, lost) = await answer.ConfigureAwait(false);
            if (last is not null)
            {
                updates.Clear();
                await TakeAnswerAsync(last, updates, cancellationToken).ConfigureAwait(false);
                foreach (TurnUpdate update in updates)
                {
                    yield return update;
                }

                yield break;
            }
        }
        finally
        {
            // Both have to have ended before what they read from is let go.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(Ended(next), Ended(answer)).ConfigureAwait(false);
        }

        await foreach (TurnUpdate update in Follower().RunAsync(null, lost, cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    /// <summary>What of the answer the stream has not brought.</summary>
    private async Task TakeAnswerAsync(ApiResponse answer, List<TurnUpdate> updates, CancellationToken cancellationToken)
    {
        Reply = await new ReplyCompletion(transport, sessionId).ReadAsync(answer.ToElement(), answer.Info, lookup, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        if (Reply.Messages.Count > 0)
        {
            turn.IsDuplicated |= Reply.DuplicatedByPlatform;
            turn.Settle(Reply.Messages, updates);
        }
        else
        {
            turn.TakeBareText(Reply.Text, updates);
        }
    }

    /// <summary>
    /// Makes the one call that sends. Thrown is what proves that nothing was sent, or what can't be healed; a lost answer is handed back.
    /// </summary>
    private async Task<(T? Answer, AgentPlatformException? Lost)> TryAsync<T>(ApiRequest request, Func<ApiRequest, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        Poll poll = new(transport.Time, transport.Options.Retry.BaseDelay, TimeSpan.FromSeconds(15));
        while (true)
        {
            AgentPlatformException held;
            MayRun = true;
            try
            {
                return (await call(request).ConfigureAwait(false), null);
            }
            catch (OperationCanceledException)
            {
                MayRun = request.MayHaveLeft;
                throw;
            }
            catch (AgentPlatformException e) when (e.NeverLeft)
            {
                MayRun = false;
                held = e;
            }
            catch (AgentPlatformException e) when (!e.MayHaveTakenEffect)
            {
                MayRun = false;
                throw;
            }
            catch (AgentPlatformException e) when (Heals && e is not AgentPlatformTimeoutException { Limit: nameof(AgentPlatformOptions.TurnTimeout) })
            {
                Telemetry.AnswerLost(e);
                return (null, e);
            }

            if (!options.ResendWhenNotDelivered)
            {
                throw new MessageNotDeliveredException($"The message to session {sessionId} was not delivered and started no turn: {held.Message}", held)
                {
                    SessionId = sessionId,
                    IsTransient = true,
                };
            }

            await poll.PauseAsync(TimeSpan.MaxValue, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<AggregateException?> Ended(Task task) =>
        task.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
