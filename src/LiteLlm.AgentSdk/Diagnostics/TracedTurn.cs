using System.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>
/// The span <c>invoke_agent</c> of a turn. It includes the wait for earlier turns, and ends with the turn or when the caller stops to
/// follow it.
/// </summary>
internal sealed class TracedTurn : IDisposable
{
    private readonly TracedOperation _operation;
    private readonly PlatformTransport _transport;
    private bool _isOver;
    private bool _hasBegun;

    private TracedTurn(TracedOperation operation, PlatformTransport transport)
    {
        _operation = operation;
        _transport = transport;
    }

    /// <summary>Starts a span if there is a listener and <see cref="AgentPlatformOptions.EnableTurnTelemetry"/> is set.</summary>
    /// <param name="transport">The transport to the platform.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="agent">The session's agent, as far as it is known.</param>
    /// <param name="message">The message; null if the turn is only followed.</param>
    /// <param name="isStreamed">true if the turn is streamed; otherwise, false.</param>
    public static TracedTurn? Start(PlatformTransport transport, string sessionId, in SessionAgent agent, SendOptions? message,
        bool isStreamed)
    {
        if (!TelemetrySwitch.IsSupported || !transport.Options.EnableTurnTelemetry
            || TracedOperation.Start(transport, TracedOperation.InvokeAgent, agent.Name) is not { } operation)
        {
            return null;
        }

        operation.About(agent.Model).Tag(Tags.ConversationId, sessionId).Tag(Tags.AgentId, agent.Id).Tag(Tags.AgentName,
            agent.Name).Tag(Tags.Harness, agent.Harness.Value)
            .Tag(Tags.Streaming, isStreamed ? true : null).Tag(Tags.Resumed, message is null ? true : null);
        if (message is not null && operation.Activity is { IsAllDataRequested: true } && transport.Options.ShowsContent)
        {
            operation.Tag(Tags.InputMessages, TracedContent.Of(message, transport));
        }

        return new TracedTurn(operation, transport);
    }

    public void Completed(Reply reply)
    {
        if (!TelemetrySwitch.IsSupported)
        {
            return;
        }

        _isOver = true;
        _operation.Tag(Tags.ResponseId, reply.Info?.Id).Tag(Tags.ResponseModel, reply.Info?.ModelId)
            .Tag(Tags.FinishReasons, reply.Info?.Finish is { Length: > 0 } finish ? new[] { finish } : null)
            .Tag(Tags.InputTokens, reply.InputTokens).Tag(Tags.OutputTokens, reply.OutputTokens)
            .Tag(Tags.Cost, reply.Cost is { } cost ? (double)cost : null).Tag(Tags.Duplicated, reply.DuplicatedByPlatform ? true : null);
        _operation.RecordTokens(reply.InputTokens, "input");
        _operation.RecordTokens(reply.OutputTokens, "output");
        if (_operation.Activity is { IsAllDataRequested: true } && _transport.Options.ShowsContent)
        {
            _operation.Tag(Tags.OutputMessages, TracedContent.Of(reply, _transport));
        }

        if (reply.Error is { } error)
        {
            _operation.Fail(error.Name, error.Message is { } message ? _transport.Shown(message) : null);
        }
    }

    public void Failed(Exception failure)
    {
        _isOver = true;
        _operation.Fail(failure);
    }

    public void Dispose()
    {
        if (!_isOver)
        {
            _operation.Tag(Tags.Abandoned, true);
        }

        _operation.Dispose();
    }

    /// <summary>Makes the span the current one, so that it is the parent of the spans of the SDK's calls.</summary>
    public void MakeCurrent()
    {
        if (_operation.Activity is { IsStopped: false } activity)
        {
            Activity.Current = activity;
        }
    }

    public void Record(TurnUpdate update)
    {
        if (update is TurnCompleted completed)
        {
            Completed(completed.Reply);
        }
        else if (!_hasBegun && update is TurnTextDelta or TurnReasoningDelta or TurnToolStarted or TurnPartReplaced)
        {
            _hasBegun = true;
            _operation.Record(Telemetry.TimeToFirstChunk, _operation.Elapsed);
        }
    }
}
