using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <content>The response to the call: what it contains, and the reply that results from it.</content>
internal sealed partial class TurnRun
{
    /// <summary>
    /// Gets the reply with only the message that the response contains, the last one of the turn; null if it contains none.
    /// </summary>
    private Reply? LastMessage =>
        _answer is null ? null : Reply.Of([_answer], raw: _raw, response: _call!.Answer!.Info, fallbackText: _content?.Text);

    private async ValueTask HandleCallAsync()
    {
        if (_callStop.IsCancellationRequested && !_token.IsCancellationRequested && _call!.State == CallState.Pending
            && _sending!.IsCanceled)
        {
            _isCallHandled = true;
            HandleLostCall(new AgentPlatformException(
                $"The stream that answers the message to session {_plan.SessionId} did not begin "
                + $"within {nameof(AgentPlatformOptions.StreamIdleTimeout)}.")
            {
                MayHaveTakenEffect = true,
            });
            return;
        }

        await _sending!.ConfigureAwait(false);
        _isCallHandled = true;
        _view = ThreadView.NotRead;
        switch (_call!.State)
        {
            case CallState.Streaming:
                _channel.Open(_call.Stream!, continuesAfterTurn: false, _token);
                break;
            case CallState.Refused:
                _lost = _call.Problem;
                _session = SessionView.NotChecked;
                _mayHaveMissedEvents |= _channel.State == StreamState.None;
                AnnounceLoss(_lost!.Message);
                break;
            case CallState.Lost:
                await _channel.CloseAsync().ConfigureAwait(false);
                _lost = _call.Problem;
                _mayHaveMissedEvents = true;
                BeginAttempt(_lost!.Message);
                break;
            default:
                ReadAnswer(_call.Answer!);
                break;
        }
    }

    private void HandleLostCall(AgentPlatformException problem)
    {
        _call!.MarkLost(problem);
        _lost = problem;
        _mayHaveMissedEvents = true;
        BeginAttempt(problem.Message);
    }

    /// <summary>
    /// Reads the response to a blocking call. It contains the whole reply, only the last message of it, or no reply at all.
    /// </summary>
    private void ReadAnswer(ApiResponse answer)
    {
        try
        {
            _raw = answer.ToElement();
            _content = ReplyReader.Read(_raw.Value);
        }
        catch (AgentPlatformException e) when (Heals)
        {
            HandleLostCall(e);
            return;
        }

        if (_content is not { } content || (content.Message is null && content.Text is null))
        {
            AgentPlatformException problem =
                answer.Unreadable(new InvalidDataException("It is not a reply: it has neither info and parts nor a text."));
            if (!Heals)
            {
                _call!.MarkAnswered(isWhole: true);
                throw problem;
            }

            HandleLostCall(problem);
            return;
        }

        bool isWhole = content.Message?.Info.ParentId is null;
        _call!.MarkAnswered(isWhole);
        _answer = content.Message;
    }

    /// <summary>
    /// Finds the turn of an answered message in the thread. The response names the question that it answers. opencode responds to every
    /// blocking call of a run with the last message of the run, so that question may be another sender's.
    /// </summary>
    private ThreadView AdoptAnswer(IReadOnlyList<Message> thread)
    {
        List<Message> candidates = _plan.Sent!.FindIn(thread, _plan.Baseline ?? ThreadBaseline.Empty);
        State.IsDuplicated |= _plan.Baseline is { } known && (candidates.Count > 1 || known.WasLostSince(thread));
        if (_answer!.Info.ParentId is not { } parent)
        {
            return ThreadView.Running;
        }

        if (candidates.Count == 0 ? IsAnothers(thread, parent)
            : candidates.Count == 1 && IsEarlier(thread, parent, candidates[0].Info.Id))
        {
            // opencode responded with the last message of another turn, which does not answer this message.
            _answer = null;
            HandleLostCall(new AgentPlatformException(
                $"The platform answered the message to session {_plan.SessionId} with the answer to another message.")
            {
                MayHaveTakenEffect = true,
            });
            (ThreadView view, _candidates) = ThreadReading.Apply(State, _plan.Sent, _plan.Baseline, thread);
            return view;
        }

        Message? own = candidates.FirstOrDefault(m => m.Info.Id == parent) ?? (candidates.Count == 1 ? candidates[0] : null);
        IReadOnlyList<Message> answers = MessageThread.AnswersTo(thread, own?.Info.Id ?? parent);
        if (own is not null && candidates.Count > 1)
        {
            // The platform sent its copy of the message while tools were running. The earlier steps belong to the first message.
            answers = [.. StepsBefore(thread, candidates, own), .. answers];
        }

        if (own is not null && own.Info.Id != parent && !MessageThread.IsOver(answers))
        {
            State.AnsweredWith = parent;
            answers = [.. answers, .. MessageThread.AnswersTo(thread, parent)];
        }

        if (answers.Count == 0 || !(MessageThread.IsOver(answers) || answers.Any(a => a.Info.Id == _answer.Info.Id)))
        {
            return ThreadView.Unreadable;
        }

        if (own is not null)
        {
            State.Recognize(own);
        }

        State.Adopt(answers);
        _reply = Reply.Of(answers, raw: _raw, response: _call!.Answer!.Info, duplicated: State.IsDuplicated, fallbackText: _content?.Text,
            answeredWith: State.AnsweredWith);
        return ThreadView.Over;
    }

    /// <summary>Gets the steps that earlier copies of the message have, if the given copy continues them.</summary>
    private static IEnumerable<Message> StepsBefore(IReadOnlyList<Message> thread, List<Message> copies, Message copy) =>
        from earlier in copies.TakeWhile(c => c.Info.Id != copy.Info.Id)
        let steps = MessageThread.AnswersTo(thread, earlier.Info.Id)
        where MessageThread.MergedInto(thread, earlier, steps)?.Info.Id == copy.Info.Id
        from step in steps
        select step;

    // A message that contains the text that was sent may be this one: the platform may have put other words before it.
    private bool IsAnothers(IReadOnlyList<Message> thread, string question) =>
        _plan.Baseline?.Contains(question) == true
        || (thread.FirstOrDefault(m => m.Info.Id == question) is { } asked && !_plan.Sent!.MayBePartOf(asked));

    private static bool IsEarlier(IReadOnlyList<Message> thread, string one, string other) =>
        one != other && thread.TakeWhile(m => m.Info.Id != other).Any(m => m.Info.Id == one);

    private async ValueTask FinishAsync()
    {
        // opencode ends a failed turn twice and loses a message that comes between the two ends. The next message has to wait for the
        // second end.
        _isSettled = State.Error is null || !State.IsBeingWritten;
        if (_call is { State: CallState.Pending, IsBlocking: true } && State.Harness == HarnessKind.OpenCode && !State.HasWaitingOthers
            && _transport.Time.GetElapsedTime(_call.SentAt) >= TurnRecovery.PlatformResendsAfter)
        {
            // The platform's copies of the message would continue to run and be billed. With opencode, an abort ends them. No other
            // sender's message is waiting, so the abort hits only the copies.
            await AbortCopiesAsync().ConfigureAwait(false);
        }

        State.AcceptUndecided();
        if (_call?.State == CallState.Answered && _reply is null)
        {
            Reply reply;
            if (_content!.Value.Message is { } message)
            {
                State.Adopt([message]);
                reply = Reply.Of([message], raw: _raw, response: _call.Answer!.Info, duplicated: State.IsDuplicated,
                    fallbackText: _content.Value.Text);
            }
            else
            {
                State.ApplyBareText(_content.Value.Text ?? "");
                reply = new Reply { Text = _content.Value.Text ?? "", Raw = _raw, Response = _call.Answer!.Info };
            }

            _reply = State.Error is null || _content.Value.Message is not null ? reply : null;
        }

        if (_reply is not null && !_plan.Options.AssembleReply)
        {
            _reply = null;
        }
    }

    private async ValueTask AbortCopiesAsync()
    {
        try
        {
            await SessionCalls.AbortAsync(_transport, _plan.SessionId, TimeSpan.FromSeconds(10), _token).ConfigureAwait(false);
        }
        catch (AgentPlatformException e)
        {
            // The reply is complete, but a copy may still run, so the next message has to wait for its end.
            _isSettled = false;
            Diagnostics.Log.AbortFailed(_transport.Logger, _plan.SessionId, e.Message);
        }
    }
}
