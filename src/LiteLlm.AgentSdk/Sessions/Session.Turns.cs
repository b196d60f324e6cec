using System.Runtime.CompilerServices;
using System.Text.Json;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <content>Talking: one message, one turn, one reply.</content>
public partial class Session
{
    /// <summary>An abort on the way out does not keep the caller for long.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Sends a message and waits for the whole reply (<c>POST /sessions/{id}/message</c>). It is sent once, whatever happens; messages of one client to one
    /// session go one after the other. Cancelling stops waiting, not the agent, unless <see cref="SendOptions.AbortWhenAbandoned"/> says so.
    /// </summary>
    /// <param name="text">The message.</param>
    /// <param name="options">How to send it, and images that go with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All parts of all messages of the turn, in order.</returns>
    /// <exception cref="AgentPlatformValidationException">The message breaks a rule; nothing was sent.</exception>
    /// <exception cref="TurnFailedException">The turn ran and failed; carries the reply.</exception>
    /// <exception cref="AgentPlatformConflictException">The session is not ready, dead, or not there.</exception>
    /// <exception cref="MessageNotDeliveredException">The message certainly started no turn: sending it again is safe.</exception>
    /// <exception cref="SendOutcomeUnknownException">Its answer was lost, and the session's messages do not tell whether it started a turn.</exception>
    /// <exception cref="AgentPlatformTimeoutException">The turn took longer than <see cref="AgentPlatformOptions.TurnTimeout"/>, or an earlier one longer than <see cref="AgentPlatformOptions.QueueTimeout"/>.</exception>
    /// <exception cref="ReplyIncompleteException">The turn took place, but the rest of its reply could not be read.</exception>
    /// <exception cref="AgentPlatformException">Anything else; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether a turn may have been started.</exception>
    /// <example>
    /// <code>
    /// Reply reply = await session.SendAsync("Now show me the routes file.");
    /// Console.WriteLine(reply.Text);
    /// </code>
    /// </example>
    public virtual Task<Reply> SendAsync(string text, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(WithText(text, options), cancellationToken);

    /// <summary>Sends a message of text parts or with images and waits for the whole reply; see <see cref="SendAsync(string, SendOptions?, CancellationToken)"/>.</summary>
    /// <param name="options">The message and how to send it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All parts of all messages of the turn, in order.</returns>
    /// <exception cref="AgentPlatformException">As for a text.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<Reply> SendAsync(SendOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        string? marker = Marker(options);
        byte[] body = SendBody.Of(options, marker);
        if (options.LongRunning)
        {
            Reply? streamed = null;
            await foreach (TurnUpdate update in SendStreamingAsync(options, cancellationToken).ConfigureAwait(false))
            {
                streamed = (update as TurnCompleted)?.Reply;
            }

            return streamed!;
        }

        using TracedTurn? traced = TracedTurn.Start(Transport, Id, KnownAgent, options);
        try
        {
            Reply reply = await PostTurnAsync(body, marker, options, cancellationToken).ConfigureAwait(false);
            traced?.Completed(reply);
            return ThrowIfFailed(reply, options.ThrowOnFailure);
        }
        catch (Exception e) when (traced.Sees(e))
        {
            throw;
        }
    }

    private async Task<Reply> PostTurnAsync(byte[] body, string? marker, SendOptions options, CancellationToken cancellationToken)
    {
        using TurnStart start = await BeginTurnAsync(options, cancellationToken).ConfigureAwait(false);
        using TurnClock clock = new(Transport, options, cancellationToken);
        SentMessage sent = SentMessage.Of(options, marker);
        TurnLookup lookup = new(Transport, Id, sent, start.Baseline);
        TurnAssembler turn = new(sent);
        TurnSender sender = new(Transport, Id, body, options, turn, lookup);
        try
        {
            ApiResponse? answer = await sender.PostAsync(clock.Token).ConfigureAwait(false);
            return answer is null
                ? turn.ToReply()
                : await new ReplyCompletion(Transport, Id).ReadAsync(answer.ToElement(), answer.Info, lookup, clock.Elapsed, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw clock.Explain(e, Id, turn);
        }
        catch (AgentPlatformException e) when (sender.IsUntrue(e))
        {
            throw sender.AfterSending(e);
        }
        finally
        {
            await LeaveAsync(start.Lease, sender, options).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Sends a message and yields what is new as the agent works (<c>POST /sessions/{id}/message_stream</c>): text and reasoning as they grow, tools as they start and
    /// finish, and at the end the completed turn with its reply. The message is sent by the first step of the enumeration, and there can be one enumeration. Leaving the
    /// loop leaves the turn running, unless <see cref="SendOptions.AbortWhenAbandoned"/> says otherwise.
    /// </summary>
    /// <param name="text">The message.</param>
    /// <param name="options">How to send it, and images that go with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The updates; the last one is a <see cref="TurnCompleted"/>.</returns>
    /// <exception cref="AgentPlatformValidationException">The message breaks a rule; nothing was sent. Thrown at once, as the others are not.</exception>
    /// <exception cref="TurnFailedException">The turn failed; thrown after its <see cref="TurnCompleted"/>.</exception>
    /// <exception cref="StreamInterruptedException">The stream ended before the turn did; carries what had come of the reply. The turn itself may go on.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    /// <example>
    /// <code>
    /// await foreach (TurnUpdate update in session.SendStreamingAsync("And the tests?"))
    ///     Console.Write(update.Text);
    /// </code>
    /// </example>
    public virtual IAsyncEnumerable<TurnUpdate> SendStreamingAsync(string text, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        SendStreamingAsync(WithText(text, options), cancellationToken);

    /// <summary>Sends a message of text parts or with images and yields what is new; see <see cref="SendStreamingAsync(string, SendOptions?, CancellationToken)"/>.</summary>
    /// <param name="options">The message and how to send it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The updates; the last one is a <see cref="TurnCompleted"/>.</returns>
    /// <exception cref="AgentPlatformException">As for a text.</exception>
    [OverloadResolutionPriority(1)]
    public virtual IAsyncEnumerable<TurnUpdate> SendStreamingAsync(SendOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        string? marker = Marker(options);
        byte[] body = SendBody.Of(options, marker);
        return new CallerEnumerable<TurnUpdate>(token => TracedTurn.Watch(Transport, Id, KnownAgent, options, () => StreamTurnAsync(body, marker, options, token)), once: true, cancellationToken);
    }

    /// <summary>Stops the running turn (<c>POST /sessions/{id}/abort</c>). Nothing happens when none runs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AgentPlatformConflictException">The session is not ready.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task AbortAsync(CancellationToken cancellationToken = default) =>
        SessionCalls.AbortAsync(Transport, Id, null, cancellationToken);

    /// <summary>Waits for the reply to the session's initial prompt (<c>GET /sessions/{id}</c>, until its <c>response</c> is there).</summary>
    /// <param name="throwOnFailure">Whether a failed turn is a <see cref="TurnFailedException"/>; if not, its reply is returned and says what failed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="TurnFailedException">The turn failed; carries the reply.</exception>
    /// <exception cref="SessionFailedException">The prompt could not be run (<see cref="FailureReason"/> says why), or the session ended.</exception>
    /// <exception cref="InvalidOperationException">The session has no initial prompt.</exception>
    /// <exception cref="AgentPlatformTimeoutException">It took longer than <see cref="AgentPlatformOptions.TurnTimeout"/>.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Reply> WaitForInitialReplyAsync(bool throwOnFailure = true, CancellationToken cancellationToken = default) =>
        Transport.TraceAsync(
            TracedOperation.WaitForInitialReply,
            operation =>
            {
                operation?.Tag(Tags.ConversationId, Id).Tag(Tags.AgentId, AgentId);
                return InitialReplyAsync(throwOnFailure, cancellationToken);
            });

    private async Task<Reply> InitialReplyAsync(bool throwOnFailure, CancellationToken cancellationToken)
    {
        if (Transport.IsProxy)
        {
            throw new InvalidOperationException("The older proxy does not run initial prompts: there is no reply to wait for.");
        }

        if (!HasInitialReply)
        {
            // What was read from a list, or before the turn ended, does not have it.
            await TryRefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        (bool found, _) = await WaitForInitialTurnAsync(Transport.Options.TurnTimeout, nameof(AgentPlatformOptions.TurnTimeout), patient: true, cancellationToken).ConfigureAwait(false);
        if (Snapshot.Response is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } response)
        {
            Reply reply = await new ReplyCompletion(Transport, Id).ReadAsync(response, LastResponse, lookup: null, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            return ThrowIfFailed(reply, throwOnFailure);
        }

        if (FailureReason is not null || HasEnded)
        {
            throw Failed($"The initial prompt of session {Id} has no reply (status {Status}): {FailureReason ?? "the platform gave no reason"}.", Phase);
        }

        throw found
            ? Failed($"The initial prompt of session {Id} has ended without a reply.", Phase)
            : new InvalidOperationException($"Session {Id} has no initial prompt: there is no reply to wait for.");
    }

    private static SendOptions WithText(string text, SendOptions? options)
    {
        ArgumentNullException.ThrowIfNull(text);
        return options is null ? new SendOptions { Text = text }
            : options.Text is null ? options with { Text = text }
            : throw new ArgumentException("The text is given twice, as an argument and in the options.", nameof(options));
    }

    private static string? Marker(SendOptions options) => options.MarkSends ? Guid.NewGuid().ToString("N") : null;

    private async IAsyncEnumerable<TurnUpdate> StreamTurnAsync(byte[] body, string? marker, SendOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using TurnStart start = await BeginTurnAsync(options, cancellationToken).ConfigureAwait(false);
        using TurnClock clock = new(Transport, options, cancellationToken);
        bool beside = start.Baseline is { IsEmpty: true } && await IsInlineAsync(cancellationToken).ConfigureAwait(false);
        SentMessage sent = SentMessage.Of(options, marker);
        TurnAssembler turn = new(sent, options.AssembleReply);
        TurnSender sender = new(Transport, Id, body, options, turn, new TurnLookup(Transport, Id, sent, start.Baseline));
        try
        {
            await foreach (TurnUpdate update in clock.Watch(sender.StreamAsync(beside, clock.Token), Id, turn, sender).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            await LeaveAsync(start.Lease, sender, options).ConfigureAwait(false);
        }

        Reply reply = sender.Reply is { } answered && answered.Messages.Count == 0 && turn.SessionError is null ? answered : turn.ToReply();
        yield return new TurnCompleted(reply);
        ThrowIfFailed(reply, options.ThrowOnFailure);
    }

    /// <summary>Gives the session's turn back. One that may still run is remembered, so that the next message waits for its end.</summary>
    private async Task LeaveAsync(TurnLease lease, TurnSender sender, SendOptions options)
    {
        if (sender.MayRun)
        {
            lease.UnfinishedSince = Transport.Time.GetUtcNow();
            if (options.AbortWhenAbandoned)
            {
                await AbortQuietlyAsync().ConfigureAwait(false);
            }
        }

        // Whatever the caller does from here on, the next message may go.
        lease.Dispose();
    }

    private Reply ThrowIfFailed(Reply reply, bool throws) =>
        reply.Error is { } error && throws ? throw TurnErrors.Failed(Id, reply, error) : reply;

    private async Task AbortQuietlyAsync()
    {
        try
        {
            await SessionCalls.AbortAsync(Transport, Id, LastWords, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The caller is on the way out with a better reason.
            Log.AbortFailed(Transport.Logger, Id, e.Message);
        }
    }
}
