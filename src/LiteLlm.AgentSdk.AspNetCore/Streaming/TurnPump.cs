using LiteLlm.AgentSdk.AspNetCore.Diagnostics;
using LiteLlm.AgentSdk.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>Streams a turn: each update as an event, with ids from which the turn can be resumed.</summary>
internal sealed class TurnPump(HttpContext context, TurnResultOptions options, TurnCheckpoint? resumed)
    : StreamPump<TurnUpdate>(context, options)
{
    /// <summary>The timeout of aborting the turn after the browser has disconnected.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    private readonly TurnProgress _progress = new(resumed);
    private bool _started = resumed is not null;
    private bool _ended;

    protected override void Write(TurnUpdate item)
    {
        if (!_started && item.CreateCheckpoint() is { } token)
        {
            _started = true;
            Writer.Write("started"u8, new StartedData { SessionId = token.SessionId, UserMessageId = token.UserMessageId },
                EventJson.Started, _progress.ToId(item));
        }

        switch (item)
        {
            case TurnTextDelta text:
                Delta("text"u8, text, text.MessageId, text.PartId, text.Delta);
                break;
            case TurnReasoningDelta reasoning:
                Delta("reasoning"u8, reasoning, reasoning.MessageId, reasoning.PartId, reasoning.Delta);
                break;
            case TurnToolStarted started:
                Tool("tool_started"u8, item, started.Tool, finished: false);
                break;
            case TurnToolFinished finished:
                Tool("tool_finished"u8, item, finished.Tool, finished: true);
                break;
            case TurnPartReplaced replaced:
                Replaced(replaced);
                break;
            case TurnReconnecting reconnecting:
                // The reason is not sent, because it may name hosts. The SDK logs it.
                Writer.Write("reconnecting"u8, new ReconnectingData { Attempt = reconnecting.Attempt }, EventJson.Reconnecting);
                break;
            case TurnHealed:
                Writer.Write("healed"u8, new EmptyData(), EventJson.Empty);
                break;
            case TurnCompleted completed:
                Completed(completed.Reply);
                break;
            case TurnEvent { Event: { } value } when options.IncludeEvents:
                Writer.WriteText("event"u8, value.ToJson());
                break;
            default:
                break;
        }
    }

    protected override void End()
    {
        if (!_ended)
        {
            // The SDK's last update is always TurnCompleted, so the updates do not come from the SDK.
            Fail(AgentProblem.Internal);
        }
    }

    protected override void Fail(AgentProblem problem)
    {
        // The end of a failed turn has been written already; the exception after it adds nothing.
        if (!_ended)
        {
            _ended = true;
            Writer.Write("failed"u8, problem, EventJson.Problem);
        }
    }

    protected override void Stopping() => Fail(AgentProblem.Stopping);

    protected override async Task DisconnectedAsync()
    {
        if (_ended || options.AbortWhenDisconnected is not { } session)
        {
            return;
        }

        try
        {
            using CancellationTokenSource limit = new(LastWords, Time);
            await session.AbortAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AgentPlatformException or OperationCanceledException)
        {
            Log.AbortFailed(Logger, session.Id, e.Message);
        }
    }

    private void Delta(ReadOnlySpan<byte> name, TurnUpdate update, string messageId, string partId, string delta)
    {
        int offset = _progress.Grow(messageId, partId, delta.Length, out bool isNew);
        DeltaData data = new() { MessageId = messageId, PartId = partId, Offset = offset, Delta = delta };

        // Only the first delta of a part has an id, because an id is longer than a token. The offset shows the position within the part;
        // resuming from the beginning of the part repeats only known text.
        Writer.Write(name, data, EventJson.Delta, isNew ? _progress.ToId(update) : null);
    }

    private void Tool(ReadOnlySpan<byte> name, TurnUpdate update, ToolPart tool, bool finished)
    {
        string messageId = _progress.Tool(update, tool, finished);
        ToolState state = tool.State;
        ToolData data = new()
        {
            MessageId = messageId,
            PartId = tool.Id ?? tool.CallId ?? "",
            CallId = tool.CallId,
            Tool = tool.Tool,
            Status = state.Status.Value,
            Title = state.Title,
            Input = state.Input.ValueKind == System.Text.Json.JsonValueKind.Undefined ? null : state.Input,
            Output = finished ? state.Output : null,
            Error = finished ? state.Error : null,
        };
        Writer.Write(name, data, EventJson.Tool, _progress.ToId(update));
    }

    private void Replaced(TurnPartReplaced replaced)
    {
        string text = (replaced.Part as TextPart)?.Text ?? (replaced.Part as ReasoningPart)?.Text ?? "";
        string messageId = _progress.Replace(replaced, replaced.Part, text.Length);
        ReplacedData data = new() { MessageId = messageId, PartId = replaced.Part.Id ?? "", Type = replaced.Part.Type.Value, Text = text };
        Writer.Write("replaced"u8, data, EventJson.Replaced, _progress.ToId(replaced));
    }

    private void Completed(Reply reply)
    {
        if (reply.Error is { } error)
        {
            Fail(AgentProblem.Of(reply, error));
            return;
        }

        _ended = true;
        Writer.Write("completed"u8, ReplyData.Of(reply), EventJson.Reply);
    }
}
