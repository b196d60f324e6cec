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
    public virtual async Task<Reply> SendAsync(SendOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        byte[] body = SendBody.Of(options);
        using TurnLease lease = await BeginTurnAsync(options, cancellationToken).ConfigureAwait(false);
        ApiResponse response;
        try
        {
            response = await Transport.SendAsync(MessageRequest(body, options), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or AgentPlatformException { MayHaveTakenEffect: true })
        {
            // The turn may run on: whoever sends next waits for its end.
            lease.UnfinishedSince = Transport.Time.GetUtcNow();
            if (options.AbortWhenAbandoned && e is OperationCanceledException or AgentPlatformTimeoutException)
            {
                await AbortQuietlyAsync().ConfigureAwait(false);
            }

            throw;
        }

        return ThrowIfFailed(await ReadReplyAsync(response.ToElement(), response.Info, cancellationToken).ConfigureAwait(false), options);
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
    public virtual IAsyncEnumerable<TurnUpdate> SendStreamingAsync(SendOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        byte[] body = SendBody.Of(options);
        return new CallerEnumerable<TurnUpdate>(token => StreamTurnAsync(body, options, token), once: true, cancellationToken);
    }

    /// <summary>Stops the running turn (<c>POST /sessions/{id}/abort</c>). Nothing happens when none runs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AgentPlatformConflictException">The session is not ready.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task AbortAsync(CancellationToken cancellationToken = default) =>
        SessionCalls.AbortAsync(Transport, Id, cancellationToken);

    /// <summary>Waits for the reply to the session's initial prompt (<c>GET /sessions/{id}</c>, until its <c>response</c> is there).</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="TurnFailedException">The turn failed; carries the reply.</exception>
    /// <exception cref="SessionFailedException">The prompt could not be run (<see cref="FailureReason"/> says why), or the session ended.</exception>
    /// <exception cref="InvalidOperationException">The session has no initial prompt.</exception>
    /// <exception cref="AgentPlatformTimeoutException">It took longer than <see cref="AgentPlatformOptions.TurnTimeout"/>.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<Reply> WaitForInitialReplyAsync(CancellationToken cancellationToken = default)
    {
        bool found = await WaitForInitialTurnAsync(Transport.Options.TurnTimeout, nameof(AgentPlatformOptions.TurnTimeout), cancellationToken).ConfigureAwait(false);
        if (!HasResponse && FailureReason is null && !HasEnded)
        {
            // The snapshot may be of a list, which leaves the response out, or older than the end of the turn.
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        if (Snapshot.Response is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } response)
        {
            return ThrowIfFailed(await ReadReplyAsync(response, Response, cancellationToken).ConfigureAwait(false), new SendOptions());
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

    /// <summary>The session's turn, free and with nothing of an earlier one still running.</summary>
    private async Task<TurnLease> BeginTurnAsync(SendOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan limit = options.QueueTimeout ?? Transport.Options.QueueTimeout;
        TurnLease lease = await Transport.Gates.EnterAsync(Id, limit, () => Log.TurnQueued(Transport.Logger, Id), cancellationToken).ConfigureAwait(false);
        try
        {
            if (lease.UnfinishedSince is { } since)
            {
                await WaitForUnfinishedTurnAsync(since, limit, cancellationToken).ConfigureAwait(false);
                lease.UnfinishedSince = null;
            }

            if (options.WaitForInitialReply && InitialTurn != InitialTurn.None && !Transport.IsProxy)
            {
                await WaitForInitialTurnAsync(limit, nameof(AgentPlatformOptions.QueueTimeout), cancellationToken).ConfigureAwait(false);
            }

            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private ApiRequest MessageRequest(byte[] body, SendOptions options) => new(HttpMethod.Post, ApiPath.Of("sessions", Id, "message"))
    {
        Body = body,
        Timeout = options.TurnTimeout ?? Transport.Options.TurnTimeout,
        TimeoutName = nameof(AgentPlatformOptions.TurnTimeout),
    };

    private async IAsyncEnumerable<TurnUpdate> StreamTurnAsync(byte[] body, SendOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using TurnLease lease = await BeginTurnAsync(options, cancellationToken).ConfigureAwait(false);
        TurnAssembler turn = new(options.TextParts ?? [options.Text ?? ""]);
        TurnRun run = new(Transport, Id, body, options, turn);
        Reply? reply = null;
        try
        {
            List<TurnUpdate> updates = [];
            await foreach (SessionEvent value in run.EventsAsync(cancellationToken).ConfigureAwait(false))
            {
                updates.Clear();
                turn.Take(value, updates);
                foreach (TurnUpdate update in updates)
                {
                    yield return update;
                }
            }

            reply = run.Reply ?? turn.ToReply();
        }
        finally
        {
            if (reply is null && run.MayRun)
            {
                lease.UnfinishedSince = Transport.Time.GetUtcNow();
                if (options.AbortWhenAbandoned)
                {
                    await AbortQuietlyAsync().ConfigureAwait(false);
                }
            }
        }

        // Whatever the caller does with the last update, the turn is over and the next may begin.
        lease.Dispose();
        yield return new TurnCompleted(reply);
        ThrowIfFailed(reply, options);
    }

    /// <summary>From any of the shapes that servers answer in. With opencode the rest of the turn is read from the thread.</summary>
    private async Task<Reply> ReadReplyAsync(JsonElement answer, ResponseInfo? response, CancellationToken cancellationToken)
    {
        ReplyContent content = ReplyReader.Read(answer);
        if (content.Message is not { } message)
        {
            return new Reply { Text = content.Text ?? "", Raw = answer, Response = response };
        }

        IReadOnlyList<Message> messages = [message];
        if (message.Info.ParentId is { } question)
        {
            try
            {
                IReadOnlyList<Message> thread = await SessionCalls.GetMessagesAsync(Transport, Id, cancellationToken).ConfigureAwait(false);
                IReadOnlyList<Message> answers = MessageThread.AnswersTo(thread, question);
                messages = answers.Any(m => m.Info.Id == message.Info.Id) ? answers : [.. answers, message];
            }
            catch (AgentPlatformException e)
            {
                throw new ReplyIncompleteException(
                    $"The turn of session {Id} took place, but its earlier messages could not be read: {e.Message} {nameof(GetMessagesAsync)} gives them once the platform answers again.", e)
                {
                    Reply = Reply.Of(messages, raw: answer, response: response),
                    IsTransient = e.IsTransient,
                    MayHaveTakenEffect = true,
                };
            }
        }

        return Reply.Of(messages, raw: answer, response: response);
    }

    private Reply ThrowIfFailed(Reply reply, SendOptions options) => reply.Error is { } error && options.ThrowOnFailure
        ? throw new TurnFailedException($"The turn of session {Id} {(reply.IsAborted ? "was aborted" : "failed")} ({error.Name}): {error.Message ?? reply.Text}") { Reply = reply, ErrorMessage = error.Message, MayHaveTakenEffect = true }
        : reply;

    private async Task AbortQuietlyAsync()
    {
        try
        {
            await AbortAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (AgentPlatformException e)
        {
            // The caller is on the way out with a better reason.
            Log.AbortFailed(Transport.Logger, Id, e.Message);
        }
    }
}
