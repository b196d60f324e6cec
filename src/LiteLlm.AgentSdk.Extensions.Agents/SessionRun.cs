using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>One run in a session: yields the updates of its turn, and records its progress in the session.</summary>
internal sealed class SessionRun(
    PlatformAgentSession holder, Session session, RunRequest request, TimeProvider time, bool isWhole)
{
    // A message may arrive up to this long after it was sent, while the platform recovers a sandbox.
    private static readonly TimeSpan MayArrive = TimeSpan.FromMinutes(10);

    private bool _hasEnded;

    /// <summary>Gets the checkpoint of the turn, once its user message has been seen.</summary>
    public TurnCheckpoint? Checkpoint { get; private set; }

    /// <summary>Follows the turn. The first update of a send is <see langword="null"/>, before anything is sent.</summary>
    public async IAsyncEnumerable<TurnUpdate?> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        holder.BeginRun();
        try
        {
            TurnStream stream;
            if (request.IsResumption)
            {
                TurnCheckpoint checkpoint = request.Token ?? holder.Checkpoint ?? await FindAsync(cancellationToken).ConfigureAwait(false);
                holder.Change(s => s.WithResumedTurn(checkpoint));
                stream = session.ResumeTurnAsync(checkpoint, cancellationToken);
            }
            else
            {
                holder.Change(s => s.WithMessage(PendingMessage.Of(request.Send, time.GetUtcNow())));
                stream = session.SendStreamingAsync(request.Send, cancellationToken);
                yield return null;
            }

            IAsyncEnumerator<TurnUpdate> updates = stream.GetAsyncEnumerator(CancellationToken.None);
            await using ConfiguredAsyncDisposable reading = updates.ConfigureAwait(false);
            while (await MoveNextAsync(updates).ConfigureAwait(false))
            {
                TrackProgress(stream.CreateCheckpoint(), updates.Current);
                yield return updates.Current;
            }
        }
        finally
        {
            if (!_hasEnded)
            {
                // The caller cancelled or left the loop.
                holder.Change(s => s.WithTurnInterrupted());
            }

            holder.EndRun();
        }
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<TurnUpdate> updates)
    {
        try
        {
            return await updates.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (Checkpoint is null && !request.IsResumption && e is AgentPlatformException { MayHaveTakenEffect: false })
            {
                holder.Change(s => s.WithoutTurn());
            }

            // A failure, not the caller, left the turn unfinished: the next message throws until the turn is resumed or abandoned.
            _hasEnded = true;
            throw;
        }
    }

    private void TrackProgress(TurnCheckpoint? checkpoint, TurnUpdate update)
    {
        // A non-streaming response starts again when it is resumed, so its checkpoint has no parts.
        Checkpoint = isWhole && checkpoint is not null ? checkpoint with { Parts = [] } : checkpoint;
        holder.Change(s => s.WithCheckpoint(Checkpoint));
        if (update is TurnCompleted)
        {
            _hasEnded = true;
            holder.Change(s => s.WithoutTurn());
        }
    }

    /// <summary>Finds the turn of a message that another process may have sent before it ended.</summary>
    private async Task<TurnCheckpoint> FindAsync(CancellationToken cancellationToken)
    {
        PendingMessage message = holder.State.Message!;
        TurnCheckpoint? found = await session.FindTurnAsync(message.ToSendOptions(), message.SentAt, cancellationToken)
            .ConfigureAwait(false);
        if (found is not null)
        {
            return found;
        }

        _hasEnded = true;
        if (time.GetUtcNow() - message.SentAt < MayArrive)
        {
            throw new SendOutcomeUnknownException(
                $"Session {session.Id} does not have the message of the unfinished turn, which may still arrive until "
                + $"{message.SentAt + MayArrive:u}. Run without messages again then, or call {nameof(PlatformAgentSession.AbandonTurn)} "
                + "and send it again, which may do its work twice.")
            {
                SessionId = session.Id,
                MayHaveTakenEffect = true,
            };
        }

        holder.Change(s => s.WithoutTurn());
        throw new MessageNotDeliveredException(
            $"The message of the unfinished turn was not delivered to session {session.Id}: send it again.")
        {
            SessionId = session.Id,
        };
    }
}
