using System.Text.Json;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// Converts a turn to a chat response: its updates, or the whole response. Both have the same content, because the whole response is
/// assembled from updates.
/// </summary>
internal sealed class ResponseWriter(string conversationId, string? modelId)
{
    // The id of the turn's first message, which is the id of the response.
    private string? _responseId;

    // The creation times of messages. opencode sends the time before the parts of the message.
    private readonly Dictionary<string, DateTimeOffset?> _created = new(StringComparer.Ordinal);

    /// <summary>Returns an update with the conversation id, before the message is sent.</summary>
    public ChatResponseUpdate Begin() => Update(null, [], null);

    /// <summary>
    /// Converts an update. Updates that the abstraction has no content for have only a raw representation: events of the platform,
    /// reconnections, and replaced parts, because streamed text can't be taken back.
    /// </summary>
    public ChatResponseUpdate Of(TurnUpdate update)
    {
        if (update.Event is MessageUpdatedEvent { Info: var info })
        {
            _created[info.Id] = info.Time?.CreatedAt;
        }

        return update switch
        {
            TurnTextDelta text => Update(text.MessageId, [new TextContent(text.Delta) { RawRepresentation = text }], text),
            TurnReasoningDelta reasoning =>
                Update(reasoning.MessageId, [new TextReasoningContent(reasoning.Delta) { RawRepresentation = reasoning }], reasoning),
            TurnToolStarted { Tool: var tool } => Update(MessageOf(tool, update), [ToolContents.Call(tool)], update),
            TurnToolFinished { Tool: var tool } => Update(MessageOf(tool, update), [ToolContents.Result(tool)], update),
            TurnCompleted { Reply: var reply } => End(reply, update),
            _ => Update(null, [], update),
        };
    }

    public ChatResponse ToResponse(Reply reply)
    {
        ChatResponse response = Updates(reply).ToChatResponse();
        response.RawRepresentation = reply;
        foreach (ChatMessage message in response.Messages)
        {
            message.RawRepresentation = reply.Messages.FirstOrDefault(m => m.Info.Id == message.MessageId);
        }

        return response;
    }

    private IEnumerable<ChatResponseUpdate> Updates(Reply reply)
    {
        foreach (Message message in reply.Messages)
        {
            List<AIContent> contents = [.. message.Parts.SelectMany(Contents)];
            if (contents.Count > 0)
            {
                _created[message.Info.Id] = message.Info.Time?.CreatedAt;
                yield return Update(message.Info.Id, contents, message);
            }
        }

        if (reply.Messages.Count == 0 && reply.Text.Length > 0)
        {
            // The server returned plain text.
            yield return Update(null, [new TextContent(reply.Text)], reply);
        }

        yield return End(reply, reply);
    }

    private static IEnumerable<AIContent> Contents(MessagePart part)
    {
        switch (part)
        {
            case TextPart { Text.Length: > 0 } text:
                yield return new TextContent(text.Text) { RawRepresentation = text };
                break;
            case ReasoningPart { Text.Length: > 0 } reasoning:
                yield return new TextReasoningContent(reasoning.Text) { RawRepresentation = reasoning };
                break;
            case ToolPart tool:
                // As in a stream: a call that the model is still writing has no input yet.
                if (ToolContents.HasEnded(tool) || tool.State.Status == ToolStatus.Running)
                {
                    yield return ToolContents.Call(tool);
                }

                if (ToolContents.HasEnded(tool))
                {
                    yield return ToolContents.Result(tool);
                }

                break;
            default:
                break;
        }
    }

    private ChatResponseUpdate End(Reply reply, object raw)
    {
        List<AIContent> contents = [];
        if (UsageOf(reply) is { } usage)
        {
            contents.Add(new UsageContent(usage));
        }

        if (reply.Error is { } error)
        {
            contents.Add(new ErrorContent(error.Message ?? reply.Text)
            {
                ErrorCode = error.Name,
                Details = error.Data.ValueKind == JsonValueKind.Undefined ? null : ForeignJson.GetJson(error.Data),
                RawRepresentation = error,
            });
        }

        if (reply.Messages is [var first, ..] && first.Info.Id.Length > 0)
        {
            _responseId = first.Info.Id;
        }

        ChatResponseUpdate update = Update(reply.Info?.Id, contents, raw);
        update.CreatedAt = reply.Info?.Time?.CreatedAt;
        update.ModelId ??= reply.Info?.ModelId;
        update.FinishReason = FinishOf(reply);
        return update;
    }

    private ChatResponseUpdate Update(string? messageId, List<AIContent> contents, object? raw)
    {
        string? id = string.IsNullOrEmpty(messageId) ? null : messageId;
        _responseId ??= id;
        return new ChatResponseUpdate(ChatRole.Assistant, contents)
        {
            ConversationId = conversationId,
            ResponseId = _responseId,
            MessageId = id,
            CreatedAt = id is null ? null : _created.GetValueOrDefault(id),
            ModelId = modelId,
            RawRepresentation = raw,
        };
    }

    private static string? MessageOf(ToolPart tool, TurnUpdate update) =>
        (update.Event as MessagePartUpdatedEvent)?.MessageId ?? tool.MessageId;

    // opencode reports why the model stopped; the Claude Agent SDK's harness does not.
    private static ChatFinishReason FinishOf(Reply reply) => (reply.IsError, reply.Info?.Finish) switch
    {
        (true, _) => new ChatFinishReason("error"),
        (_, "length") => ChatFinishReason.Length,
        (_, "content-filter") => ChatFinishReason.ContentFilter,
        (_, { } other) when !string.IsNullOrWhiteSpace(other) => new ChatFinishReason(other),
        _ => ChatFinishReason.Stop,
    };

    /// <summary>
    /// Returns the usage of all messages of the turn. Harnesses count tokens of the prompt cache separately from the input; the abstraction
    /// includes them in the input.
    /// </summary>
    private static UsageDetails? UsageOf(Reply reply)
    {
        UsageDetails? usage = null;
        foreach (TokenUsage tokens in reply.Messages.Select(m => m.Info.Tokens).OfType<TokenUsage>())
        {
            long cached = tokens.Cache?.Read ?? 0;
            long input = tokens.Input + cached + (tokens.Cache?.Write ?? 0);
            (usage ??= new UsageDetails()).Add(new UsageDetails
            {
                InputTokenCount = input,
                OutputTokenCount = tokens.Output,
                TotalTokenCount = tokens.Total ?? input + tokens.Output,
                CachedInputTokenCount = tokens.Cache is null ? null : cached,
                ReasoningTokenCount = tokens.Reasoning,
            });
        }

        return usage;
    }
}
