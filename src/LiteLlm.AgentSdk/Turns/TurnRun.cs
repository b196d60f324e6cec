using System.Runtime.CompilerServices;
using System.Text.Json;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// The events of one streaming send, from the request to the event that ends the turn. On the platform they come in the answer to the
/// message; the older proxy has a stream beside it.
/// </summary>
internal sealed class TurnRun(PlatformTransport transport, string sessionId, byte[] body, SendOptions options, TurnAssembler turn)
{
    /// <summary>How long the end of the stream may come after the answer; the two are milliseconds apart.</summary>
    private static readonly TimeSpan Stragglers = TimeSpan.FromSeconds(2);

    /// <summary>Whether the message may have reached the platform, so that a turn may run.</summary>
    public bool MayRun { get; private set; }

    /// <summary>The reply, where the server gives one beside the stream.</summary>
    public Reply? Reply { get; private set; }

    private TimeSpan TurnTimeout => options.TurnTimeout ?? transport.Options.TurnTimeout;

    public async IAsyncEnumerable<SessionEvent> EventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(TurnTimeout, transport.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        IAsyncEnumerator<SessionEvent> events = SourceAsync(either.Token).GetAsyncEnumerator(CancellationToken.None);
        await using ConfiguredAsyncDisposable reading = events.ConfigureAwait(false);
        while (true)
        {
            bool arrived;
            try
            {
                arrived = await events.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(e.Message, e, cancellationToken);
            }
            catch (OperationCanceledException e) when (deadline.IsCancellationRequested)
            {
                throw new AgentPlatformTimeoutException($"The turn of session {sessionId} was not over within {nameof(AgentPlatformOptions.TurnTimeout)} ({TurnTimeout}). It goes on.", e)
                {
                    Limit = nameof(AgentPlatformOptions.TurnTimeout),
                    MayHaveTakenEffect = true,
                };
            }
            catch (StreamInterruptedException e)
            {
                throw new StreamInterruptedException(e.Message, e)
                {
                    SessionId = sessionId,
                    Reason = e.Reason,
                    IsTransient = true,
                    MayHaveTakenEffect = true,
                    PartialReply = turn.ToReply(),
                };
            }

            if (!arrived)
            {
                yield break;
            }

            yield return events.Current;
        }
    }

    private IAsyncEnumerable<SessionEvent> SourceAsync(CancellationToken cancellationToken) =>
        transport.IsProxy ? BesideAsync(cancellationToken) : InAnswerAsync(cancellationToken);

    private async IAsyncEnumerable<SessionEvent> InAnswerAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ApiRequest request = new(HttpMethod.Post, ApiPath.Of("sessions", sessionId, "message_stream"))
        {
            Body = body,
            Accept = "text/event-stream",

            // TurnTimeout alone is over a turn, and it is running already: RequestTimeout must not cut the wait for the stream's head.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using HttpResponseMessage response = await SendAsync(() => transport.OpenStreamAsync(request, cancellationToken)).ConfigureAwait(false);
        await foreach (SessionEvent value in new SessionStream(transport, sessionId).ReadAsync(response, endsWithTurn: true, cancellationToken).ConfigureAwait(false))
        {
            yield return value;
        }

        MayRun = false;
    }

    private async IAsyncEnumerable<SessionEvent> BesideAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Nothing is replayed: the stream has to be there before the message.
        ApiRequest tail = new(HttpMethod.Get, ApiPath.Of("sessions", sessionId, "events")) { Accept = "text/event-stream" };
        ApiRequest send = new(HttpMethod.Post, ApiPath.Of("sessions", sessionId, "message"))
        {
            Body = body,
            Timeout = TurnTimeout,
            TimeoutName = nameof(AgentPlatformOptions.TurnTimeout),
        };
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using HttpResponseMessage response = await transport.OpenStreamAsync(tail, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerator<SessionEvent> events =
            new SessionStream(transport, sessionId).ReadAsync(response, endsWithTurn: true, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        await using ConfiguredAsyncDisposable reading = events.ConfigureAwait(false);
        Task<ApiResponse> answer = SendAsync(() => transport.SendAsync(send, stop.Token));
        Task<bool> next = events.MoveNextAsync().AsTask();
        try
        {
            // The stream is only for watching: when it ends, or breaks, or goes on for ever, the answer says everything. But the answer may
            // come first by a little, and what the stream has on its way then is still to be seen.
            Task over = answer;
            while (true)
            {
                Task first = await Task.WhenAny(next, over).ConfigureAwait(false);
                if (first == answer && answer.IsCompletedSuccessfully)
                {
                    over = Task.Delay(Stragglers, transport.Time, stop.Token);
                }
                else if (first == next && next.IsCompletedSuccessfully && await next.ConfigureAwait(false))
                {
                    yield return events.Current;
                    next = events.MoveNextAsync().AsTask();
                }
                else
                {
                    break;
                }
            }

            ApiResponse last = await answer.ConfigureAwait(false);
            JsonElement raw = last.ToElement();
            ReplyContent content = ReplyReader.Read(raw);
            Reply = content.Message is { } message
                ? LiteLlm.AgentSdk.Reply.Of([message], raw: raw, response: last.Info)
                : new Reply { Text = content.Text ?? "", Raw = raw, Response = last.Info };
            MayRun = false;
        }
        finally
        {
            // Both have to have ended before what they read from is let go.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(Ended(next), Ended(answer)).ConfigureAwait(false);
        }
    }

    private static Task<AggregateException?> Ended(Task task) =>
        task.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private async Task<T> SendAsync<T>(Func<Task<T>> send)
    {
        MayRun = true;
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (!e.MayHaveTakenEffect)
        {
            MayRun = false;
            throw;
        }
    }
}
