using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <content>The response to the call: what it contains, and the reply that results from it.</content>
internal sealed partial class TurnRun
{
    /// <summary>
    /// Gets the reply with only the message that the response contains, the last one of the turn; null if it contains none.
    /// </summary>
    private Reply? LastMessage => _answer is null ? null : ReplyOf([_answer]);

    private async ValueTask HandleCallAsync()
    {
        _isCallHandled = true;
        _view = ThreadView.NotRead;
        if (_sending!.IsCanceled && _callStop!.IsCancellationRequested && !_token.IsCancellationRequested)
        {
            HandleLostCall(new AgentPlatformException(
                $"The stream that answers the message to session {_plan.SessionId} did not begin "
                + $"within {nameof(AgentPlatformOptions.StreamIdleTimeout)}.")
            {
                MayHaveTakenEffect = true,
            });
            return;
        }

        await _sending.ConfigureAwait(false);
        switch (_call!.State)
        {
            case CallState.Streaming:
                _channel.Open(_call.Stream!, continuesAfterTurn: false, _token);
                break;
            case CallState.Refused:
                HandleRefusal(_call.Problem!);
                break;
            case CallState.Lost:
                await _channel.CloseAsync().ConfigureAwait(false);
                LookFor(_call.Problem!);
                break;
            default:
                ReadAnswer(_call.Answer!);
                break;
        }
    }

    private void HandleLostCall(AgentPlatformException problem)
    {
        _call!.MarkLost(problem);
        LookFor(problem);
    }

    private void HandleRefusal(AgentPlatformException problem)
    {
        _lost = problem;
        _view = ThreadView.NotRead;
        _session = SessionView.NotChecked;
        if (_channel.State == StreamState.None)
        {
            // The turn may run all the same. Its events are missed until a stream is open.
            _mayHaveMissedEvents = true;
            State.MarkGap();
        }

        AnnounceLoss(problem.Message);
    }

    /// <summary>
    /// Reads the response to a blocking call. It contains the whole reply or only the last message of it; a call whose response is not a
    /// reply has failed before.
    /// </summary>
    private void ReadAnswer(ApiResponse answer)
    {
        _raw = answer.ToElement();
        _content = ReplyReader.Read(_raw.Value);
        _answer = _content.Value.Message;
        _call!.MarkAnswered(isWhole: _answer?.Info.ParentId is null);
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

        if (IsAnothers(thread, candidates, parent))
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
        if (own is not null)
        {
            // The platform may have sent a copy of the message while tools were running. The earlier steps belong to the first message.
            answers = [.. StepsBefore(thread, candidates, own), .. answers];
        }

        if (own is not null && own.Info.Id != parent && !MessageThread.IsOver(answers))
        {
            State.AnsweredWith = parent;
            answers = [.. answers, .. MessageThread.AnswersTo(thread, parent)];
        }

        if (!MessageThread.IsOver(answers) && !answers.Any(a => a.Info.Id == _answer.Info.Id))
        {
            return ThreadView.Unreadable;
        }

        if (own is not null)
        {
            State.Recognize(own);
        }

        State.Adopt(answers);
        _reply = ReplyOf(answers);
        return ThreadView.Over;
    }

    /// <summary>Gets the steps that earlier copies of the message have, if the given copy continues them.</summary>
    private static IEnumerable<Message> StepsBefore(IReadOnlyList<Message> thread, List<Message> copies, Message copy) =>
        from earlier in copies.TakeWhile(c => c.Info.Id != copy.Info.Id)
        let steps = MessageThread.AnswersTo(thread, earlier.Info.Id)
        where MessageThread.MergedInto(thread, earlier, steps)?.Info.Id == copy.Info.Id
        from step in steps
        select step;

    /// <summary>
    /// Gets a value indicating whether an answered question is certainly another message: an earlier one, or one without the text that was
    /// sent. The platform may have put other words before that text.
    /// </summary>
    private bool IsAnothers(IReadOnlyList<Message> thread, List<Message> candidates, string question) => candidates switch
    {
        [] => _plan.Baseline?.Contains(question) == true
            || (thread.FirstOrDefault(m => m.Info.Id == question) is { } asked && !_plan.Sent!.MayBePartOf(asked)),
        [var only] => thread.TakeWhile(m => m.Info.Id != only.Info.Id).Any(m => m.Info.Id == question),
        _ => false,
    };

    private async ValueTask FinishAsync()
    {
        // opencode ends a failed turn twice and loses a message that comes between the two ends. The next message has to wait for the
        // second end.
        _isSettled = State.Error is null || !State.IsBeingWritten;
        if (_plan.IsBlocking && _call!.State == CallState.Pending && State.Harness == HarnessKind.OpenCode && !State.HasWaitingOthers
            && _transport.Time.GetElapsedTime(_call.SentAt) >= TurnRecovery.PlatformResendsAfter)
        {
            // The platform's copies of the message would continue to run and be billed. With opencode, an abort ends them. No other
            // sender's message is waiting, so the abort hits only the copies. If it fails, the next message has to wait for their end.
            bool isAborted = await TurnStart.TryAbortAsync(_transport, _plan.SessionId, _token).ConfigureAwait(false);
            _isSettled = _isSettled && isAborted;
        }

        State.AcceptUndecided();
        if (_call?.State == CallState.Answered)
        {
            if (_answer is not null)
            {
                State.Adopt([_answer]);
                _reply = ReplyOf([_answer]);
            }
            else
            {
                State.ApplyBareText(_content!.Value.Text ?? "");
                _reply = State.Error is null ? ReplyOf([]) : null;
            }
        }

        if (!_plan.Options.AssembleReply)
        {
            _reply = null;
        }
    }

    private Reply ReplyOf(IReadOnlyList<Message> messages) => Reply.Of(messages, raw: _raw, response: _call!.Answer!.Info,
        duplicated: State.IsDuplicated, fallbackText: _content?.Text, answeredWith: State.AnsweredWith);
}
