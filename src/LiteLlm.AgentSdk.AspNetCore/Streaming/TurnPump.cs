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
            WriteStarted(item, token);
        }

        switch (item)
        {
            case TurnTextDelta text:
                WriteDelta(TurnJson.Text, text, text.MessageId, text.PartId, text.Delta);
                break;
            case TurnReasoningDelta reasoning:
                WriteDelta(TurnJson.Reasoning, reasoning, reasoning.MessageId, reasoning.PartId, reasoning.Delta);
                break;
            case TurnToolStarted started:
                WriteTool(TurnJson.ToolStarted, item, started.Tool, finished: false);
                break;
            case TurnToolFinished finished:
                WriteTool(TurnJson.ToolFinished, item, finished.Tool, finished: true);
                break;
            case TurnPartReplaced replaced:
                WriteReplaced(replaced);
                break;
            case TurnReconnecting reconnecting:
                WriteReconnecting(reconnecting);
                break;
            case TurnHealed:
                Writer.Write(TurnJson.Healed);
                break;
            case TurnCompleted completed:
                WriteCompleted(completed.Reply);
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
            Writer.Write(AgentProblem.EventName, problem.WriteMembers);
        }
    }

    protected override void WriteStopping() => Fail(AgentProblem.Stopping);

    protected override async Task OnDisconnectedAsync()
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

    private void WriteStarted(TurnUpdate first, TurnCheckpoint token)
    {
        _started = true;
        Writer.Write(
            TurnJson.Started, json => TurnJson.WriteStarted(json, token.SessionId, token.UserMessageId), _progress.ToId(first));
    }

    private void WriteDelta(ReadOnlySpan<byte> name, TurnUpdate update, string messageId, string partId, string delta)
    {
        int offset = _progress.Advance(messageId, partId, delta.Length, out bool isNew);

        // Only the first delta of a part has an id, because an id is longer than a token. The offset shows the position within the part;
        // resuming from the beginning of the part repeats only known text.
        Writer.Write(
            name, json => TurnJson.WriteDelta(json, messageId, partId, offset, delta), isNew ? _progress.ToId(update) : null);
    }

    private void WriteTool(ReadOnlySpan<byte> name, TurnUpdate update, ToolPart tool, bool finished)
    {
        string messageId = _progress.Tool(update, tool, finished);
        string partId = tool.Id ?? tool.CallId ?? "";

        // The framework's writers throw on an unpaired surrogate in the input, and a line end would end the data line of the event.
        Writer.Write(
            name,
            json => TurnJson.WriteTool(json, messageId, partId, tool, finished, ForeignJson.WriteOnOneLine),
            _progress.ToId(update));
    }

    private void WriteReplaced(TurnPartReplaced replaced)
    {
        MessagePart part = replaced.Part;
        string text = (part as TextPart)?.Text ?? (part as ReasoningPart)?.Text ?? "";
        string messageId = _progress.Replace(replaced, part, text.Length);
        Writer.Write(
            TurnJson.Replaced,
            json => TurnJson.WriteReplaced(json, messageId, part.Id ?? "", part.Type, text),
            _progress.ToId(replaced));
    }

    // The reason is not sent, because it may name hosts. The SDK logs it.
    private void WriteReconnecting(TurnReconnecting reconnecting) =>
        Writer.Write(TurnJson.Reconnecting, json => TurnJson.WriteReconnecting(json, reconnecting));

    private void WriteCompleted(Reply reply)
    {
        if (reply.Error is { } error)
        {
            Fail(AgentProblem.Of(reply, error));
            return;
        }

        _ended = true;
        Writer.Write(TurnJson.Completed, json => TurnJson.WriteReply(json, reply));
    }
}
