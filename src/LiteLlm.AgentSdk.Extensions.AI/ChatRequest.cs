using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>The arguments of a call of a chat client: the message to send, and the features that the platform does not support.</summary>
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

    /// <summary>Gets the requested model.</summary>
    public string? ModelId { get; }

    /// <summary>Gets a value indicating whether there are messages of the assistant.</summary>
    public bool HasHistory { get; }

    /// <summary>Gets the checkpoint of the turn to resume, from a continuation token. In that case no message is sent.</summary>
    public TurnCheckpoint? Token { get; private init; }

    /// <summary>Gets the requested JSON format, if any.</summary>
    public ChatResponseFormatJson? Json { get; private init; }

    /// <summary>Gets whether the response may be resumed later with a continuation token.</summary>
    public bool IsBackground { get; private init; }

    public List<ValidationError> Problems { get; } = [];

    public static ChatRequest Read(IEnumerable<ChatMessage> messages, ChatOptions? options, SendOptions send, bool allowsJson,
        IChatClient client)
    {
        List<ValidationError> problems = [];
        if (options?.RawRepresentationFactory?.Invoke(client) is SendOptions own)
        {
            // An object of another type is meant for another client.
            send = own;
            if (HasMessage(own))
            {
                problems.Add(new("options.RawRepresentationFactory",
                    "its SendOptions must not contain a message; give the message as chat messages"));
            }
        }

        ChatMessage[] all = [.. messages];
        bool hasHistory = Array.Exists(all, m => m.Role == ChatRole.Assistant);
        bool isBackground = options?.AllowBackgroundResponses == true;
        if (isBackground)
        {
            // The caller abandons the turn in order to resume it later.
            send = send with { AbortWhenAbandoned = false };
        }

        TurnCheckpoint? token = options?.ContinuationToken is { } given ? TurnToken.Read(given, problems) : null;
        SendOptions? message = options?.ContinuationToken is null ? UserTurn.Read(all, send, problems) : null;
        if (options?.ContinuationToken is not null && all.Length > 0)
        {
            problems.Add(new("messages", "a continuation token resumes a turn, and a message would begin another one; give no messages"));
        }

        if (token is not null && options?.ConversationId is { } conversation && conversation != token.SessionId)
        {
            problems.Add(new("options.ConversationId",
                $"it is '{conversation}', but the continuation token belongs to session {token.SessionId}"));
        }

        ChatOptionsRules.Check(options, allowsJson, problems);
        ChatResponseFormatJson? json = options?.ResponseFormat as ChatResponseFormatJson;
        if (message is not null)
        {
            message = json is null || problems.Count > 0 ? message : StructuredOutput.AddInstructions(message, json);
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

    public static bool HasMessage(SendOptions send) => send is not { Text: null, TextParts: null, Attachments: null };

    /// <summary>Adds a problem if the requested model is not the agent's.</summary>
    public void CheckModel(Agent agent)
    {
        if (ModelId is not null && ModelId != agent.Model)
        {
            Problems.Add(new("options.ModelId",
                $"it is '{ModelId}', but the agent's model is '{agent.Model}', which a message can't change"));
        }
    }

    /// <exception cref="AgentPlatformValidationException">There are problems; the exception lists all of them.</exception>
    public void ThrowIfRefused()
    {
        if (Problems.Count > 0)
        {
            throw new AgentPlatformValidationException(
                $"The chat request can't be sent to an agent of the platform: {string.Join("; ", Problems)}. Nothing was sent.")
            {
                ValidationErrors = [.. Problems],
            };
        }
    }
}
