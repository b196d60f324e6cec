using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>A call of a chat client, read: the message to send, and what of the call the platform can't do.</summary>
internal sealed class ChatRequest
{
    private ChatRequest(SendOptions message, string? conversationId, string? modelId, bool hasHistory)
    {
        Message = message;
        ConversationId = conversationId;
        ModelId = modelId;
        HasHistory = hasHistory;
    }

    public SendOptions Message { get; }

    public string? ConversationId { get; }

    /// <summary>Gets the model that is asked for.</summary>
    public string? ModelId { get; }

    /// <summary>Gets a value indicating whether the messages include what the assistant has said.</summary>
    public bool HasHistory { get; }

    /// <summary>Gets the checkpoint of the turn to resume, if a continuation token names it: nothing is sent then.</summary>
    public TurnCheckpoint? Token { get; private init; }

    /// <summary>Gets the JSON that is asked for, if any.</summary>
    public ChatResponseFormatJson? Json { get; private init; }

    /// <summary>Gets whether the response may be taken up later, by a continuation token.</summary>
    public bool IsBackground { get; private init; }

    public List<ValidationError> Problems { get; } = [];

    public static ChatRequest Read(IEnumerable<ChatMessage> messages, ChatOptions? options, SendOptions send, bool allowsJson,
        IChatClient client)
    {
        List<ValidationError> problems = [];
        if (options?.RawRepresentationFactory?.Invoke(client) is SendOptions own)
        {
            // Whatever else it returns is meant for another client.
            send = own;
            if (HoldsMessage(own))
            {
                problems.Add(new("options.RawRepresentationFactory",
                    "its SendOptions hold a message; the message is what the chat messages say"));
            }
        }

        ChatMessage[] all = [.. messages];
        bool hasHistory = Array.Exists(all, m => m.Role == ChatRole.Assistant);
        bool isBackground = options?.AllowBackgroundResponses == true;
        if (isBackground)
        {
            // The caller leaves in order to come back.
            send = send with { AbortWhenAbandoned = false };
        }

        TurnCheckpoint? token = options?.ContinuationToken is { } given ? TurnToken.Read(given, problems) : null;
        SendOptions? message = options?.ContinuationToken is null ? UserTurn.Read(all, send, problems) : null;
        if (options?.ContinuationToken is not null && all.Length > 0)
        {
            problems.Add(new("messages", "a continuation token resumes a turn, and a message would begin another: give none"));
        }

        if (token is not null && options?.ConversationId is { } conversation && conversation != token.SessionId)
        {
            problems.Add(new("options.ConversationId",
                $"it is '{conversation}', and the continuation token is of session {token.SessionId}"));
        }

        ChatOptionsRules.Check(options, allowsJson, problems);
        ChatResponseFormatJson? json = options?.ResponseFormat as ChatResponseFormatJson;
        if (message is not null)
        {
            message = json is null || problems.Count > 0 ? message : StructuredOutput.Ask(message, json);
            problems.AddRange(message.Validate());
        }

        ChatRequest request = new(message ?? send, options?.ConversationId ?? token?.SessionId, options?.ModelId, hasHistory)
        {
            Token = token,
            Json = json,
            IsBackground = isBackground,
        };
        request.Problems.AddRange(problems);
        return request;
    }

    public static bool HoldsMessage(SendOptions send) => send is not { Text: null, TextParts: null, Attachments: null };

    /// <summary>Says that another model is asked for than the agent's, if so.</summary>
    public void CheckModel(Agent agent)
    {
        if (ModelId is not null && ModelId != agent.Model)
        {
            Problems.Add(new("options.ModelId",
                $"it is '{ModelId}', and the agent's model is '{agent.Model}', which a message can't change"));
        }
    }

    /// <exception cref="AgentPlatformValidationException">Something can't be done; names all of it.</exception>
    public void ThrowIfRefused()
    {
        if (Problems.Count > 0)
        {
            throw new AgentPlatformValidationException($"The chat request can't be sent to an agent of the platform: {string.Join("; ", Problems)}. Nothing was sent.")
            {
                ValidationErrors = [.. Problems],
            };
        }
    }
}
