using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <content>Sending messages: one message starts one turn, which gives one reply.</content>
public partial class Session
{
    /// <summary>
    /// Sends a message and waits for the whole reply (<c>POST /sessions/{id}/message</c>). The message is never sent twice. Messages that
    /// one client sends to one session run one after the other. Cancellation stops the wait, not the agent, unless
    /// <see cref="SendOptions.AbortWhenAbandoned"/> is set.
    /// </summary>
    /// <param name="text">The message.</param>
    /// <param name="options">How to send the message, and its images.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>All parts of all messages of the turn, in order.</returns>
    /// <exception cref="AgentPlatformValidationException">The message breaks a rule; nothing was sent.</exception>
    /// <exception cref="TurnFailedException">The turn ran and failed; the exception contains the reply.</exception>
    /// <exception cref="AgentPlatformConflictException">The session is not ready, has ended, or does not exist.</exception>
    /// <exception cref="MessageNotDeliveredException">The message certainly did not start a turn; sending it again is safe.</exception>
    /// <exception cref="SendOutcomeUnknownException">
    /// The response was lost, and the session's messages do not show whether the message started a turn.
    /// </exception>
    /// <exception cref="AgentPlatformTimeoutException">
    /// The turn took longer than <see cref="AgentPlatformOptions.TurnTimeout"/>, or an earlier one longer than
    /// <see cref="AgentPlatformOptions.QueueTimeout"/>.
    /// </exception>
    /// <exception cref="ReplyIncompleteException">The turn took place, but the rest of its reply could not be read.</exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether a turn may have
    /// started.
    /// </exception>
    /// <example>
    /// <code>
    /// Reply reply = await session.SendAsync("Now show me the routes file.");
    /// Console.WriteLine(reply.Text);
    /// </code>
    /// </example>
    public virtual Task<Reply> SendAsync(string text, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(WithText(text, options), cancellationToken);

    /// <summary>
    /// Sends a message, which may have several text parts or images, and waits for the whole reply; see
    /// <see cref="SendAsync(string, SendOptions?, CancellationToken)"/>.
    /// </summary>
    /// <param name="options">The message and how to send it.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>All parts of all messages of the turn, in order.</returns>
    /// <exception cref="AgentPlatformException">The same exceptions as those of the overload with a text.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<Reply> SendAsync(SendOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfInvalid(options);
        bool isStreamed = options.LongRunning;
        TurnDriver turn = new(Transport, token => BeginTurnAsync(options, isBlocking: !isStreamed, token), options,
            () => TracedTurn.Start(Transport, Id, KnownAgent, options, isStreamed), cancellationToken, default);
        await using ConfiguredAsyncDisposable driving = turn.ConfigureAwait(false);
        Reply? reply = null;
        while (await turn.MoveNextAsync().ConfigureAwait(false))
        {
            options.Progress?.Report(turn.Current);
            reply = (turn.Current as TurnCompleted)?.Reply;
        }

        return reply!;
    }

    /// <summary>
    /// Sends a message and yields updates while the agent works (<c>POST /sessions/{id}/message_stream</c>): new text and reasoning, tools
    /// that start and finish, and at the end the completed turn with its reply. The first <c>MoveNextAsync</c> sends the message, and the
    /// updates can be enumerated only once. Leaving the loop does not stop the turn, unless <see cref="SendOptions.AbortWhenAbandoned"/> is
    /// set.
    /// </summary>
    /// <param name="text">The message.</param>
    /// <param name="options">How to send the message, and its images.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The updates; the last one is a <see cref="TurnCompleted"/>.</returns>
    /// <exception cref="AgentPlatformValidationException">The message breaks a rule; nothing was sent. This method throws it; the
    /// enumeration throws the other exceptions.</exception>
    /// <exception cref="TurnFailedException">The turn failed; thrown after its <see cref="TurnCompleted"/>.</exception>
    /// <exception cref="StreamInterruptedException">The stream ended before the turn did; the exception contains the part of the reply that
    /// had arrived. The turn itself may still be running.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    /// <example>
    /// <code>
    /// await foreach (TurnUpdate update in session.SendStreamingAsync("And the tests?"))
    ///     Console.Write(update.Text);
    /// </code>
    /// </example>
    public virtual TurnStream SendStreamingAsync(string text, SendOptions? options = null, CancellationToken cancellationToken = default) =>
        SendStreamingAsync(WithText(text, options), cancellationToken);

    /// <summary>
    /// Sends a message, which may have several text parts or images, and yields updates; see
    /// <see cref="SendStreamingAsync(string, SendOptions?, CancellationToken)"/>.
    /// </summary>
    /// <param name="options">The message and how to send it.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The updates; the last one is a <see cref="TurnCompleted"/>.</returns>
    /// <exception cref="AgentPlatformException">The same exceptions as those of the overload with a text.</exception>
    [OverloadResolutionPriority(1)]
    public virtual TurnStream SendStreamingAsync(SendOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfInvalid(options);
        return new TurnStream(caller =>
            new TurnDriver(Transport, token => BeginTurnAsync(options, isBlocking: false, token), options,
            () => TracedTurn.Start(Transport, Id, KnownAgent, options, isStreamed: true), cancellationToken, caller));
    }

    /// <summary>Stops the running turn (<c>POST /sessions/{id}/abort</c>). Does nothing if no turn is running.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="AgentPlatformConflictException">The session is not ready.</exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason. With status 500, the harness may have lost the session and its turn:
    /// <see cref="RestartAsync"/> gives the session a new sandbox.
    /// </exception>
    public virtual Task AbortAsync(CancellationToken cancellationToken = default) =>
        SessionCalls.AbortAsync(Transport, Id, null, cancellationToken);

    /// <summary>
    /// Waits for the reply to the session's initial prompt, by polling (<c>GET /sessions/{id}</c>).
    /// </summary>
    /// <param name="throwOnFailure">Whether a failed turn throws a <see cref="TurnFailedException"/>; if not, its reply is returned, with
    /// <see cref="Reply.Error"/>.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="TurnFailedException">The turn failed; the exception contains the reply.</exception>
    /// <exception cref="SessionFailedException">The prompt could not be run (<see cref="FailureReason"/> says why), or the session
    /// ended.</exception>
    /// <exception cref="InvalidOperationException">The session has no initial prompt.</exception>
    /// <exception cref="AgentPlatformTimeoutException">The turn took longer than
    /// <see cref="AgentPlatformOptions.TurnTimeout"/>.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
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
            throw new InvalidOperationException("The older proxy does not run initial prompts, so there is no reply to wait for.");
        }

        if (!HasInitialReply)
        {
            // A snapshot from a list, or from before the end of the turn, does not contain the reply.
            await TryRefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        await WaitForInitialTurnAsync(Transport.Options.TurnTimeout, nameof(AgentPlatformOptions.TurnTimeout), patient: true,
            cancellationToken).ConfigureAwait(false);
        if (Snapshot.Response is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } response)
        {
            Reply reply = await InitialReplyOfAsync(response, cancellationToken).ConfigureAwait(false);
            return reply.Error is { } error && throwOnFailure ? throw TurnErrors.Failed(Id, reply, error) : reply;
        }

        throw FailureReason is not null || Status.IsFinal ? Failed(NoReply, Phase) : NoInitialPrompt();
    }

    private string NoReply =>
        $"The initial prompt of session {Id} has no reply (status {Status}): {FailureReason ?? "the platform gave no reason"}.";

    private static SendOptions WithText(string text, SendOptions? options)
    {
        ArgumentNullException.ThrowIfNull(text);
        return options is null ? new SendOptions { Text = text }
            : options.Text is null ? options with { Text = text }
            : throw new ArgumentException("The text is given both as an argument and in the options. Give it once.", nameof(options));
    }

    private static void ThrowIfInvalid(SendOptions options) =>
        AgentPlatformValidationException.ThrowIfAny(SendBody.Problems(options), "The message can't be sent");

    /// <summary>
    /// Reads the reply to the initial prompt. With opencode the session contains only the last message of the turn; the others are read
    /// from the session's messages.
    /// </summary>
    private async Task<Reply> InitialReplyOfAsync(JsonElement response, CancellationToken cancellationToken)
    {
        if (!ReplyReader.IsReply(response))
        {
            string? words = ErrorReader.Words(Encoding.UTF8.GetBytes(ForeignJson.GetJson(response)), []);
            throw new AgentPlatformException(
                $"The response of session {Id} to its initial prompt is not a reply{(words is null ? "." : $": {words}")}")
            {
                ErrorMessage = words,
                MayHaveTakenEffect = true,
            };
        }

        ReplyContent content = ReplyReader.Read(response);
        if (content.Message is not { Info.ParentId: { } question } message)
        {
            return ReplyOf(content.Message is null ? [] : [content.Message]);
        }

        SessionProbe probe = new(Transport, Id);
        IReadOnlyList<Message>? thread = await probe.ReadThreadAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Message> answers = thread is null ? [] : MessageThread.AnswersTo(thread, question);
        return answers.Any(a => a.Info.Id == message.Info.Id) ? ReplyOf(answers)
            : throw TurnExceptions.Incomplete(Id, ReplyOf([message]), probe.Problem);

        Reply ReplyOf(IReadOnlyList<Message> messages) =>
            Reply.Of(messages, raw: response, response: LastResponse, fallbackText: content.Text);
    }
}
