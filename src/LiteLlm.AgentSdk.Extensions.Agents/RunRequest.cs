using LiteLlm.AgentSdk.Extensions.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>
/// The arguments of a run: the message to send or the turn to resume, and the features that the platform does not support.
/// </summary>
internal sealed class RunRequest
{
    private readonly List<ValidationError> _problems = [];

    private RunRequest(SendOptions send)
    {
        Send = send;
    }

    /// <summary>Gets the options for sending the message, including the message, unless a turn is resumed.</summary>
    public SendOptions Send { get; private set; }

    public bool IsResumption { get; private set; }

    /// <summary>Gets the checkpoint of the turn to resume, from a continuation token.</summary>
    public TurnCheckpoint? Token { get; private set; }

    /// <summary>Gets the requested JSON format, if any.</summary>
    public ChatResponseFormatJson? Json { get; private set; }

    /// <summary>Gets whether the response may be resumed later with a continuation token.</summary>
    public bool IsBackground { get; private init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="AgentPlatformValidationException">There are problems; the exception lists all of them.</exception>
    public static RunRequest Read(IEnumerable<ChatMessage> messages, PlatformAgentSession? session, AgentRunOptions? options,
        PlatformAIAgentOptions defaults, string author)
    {
        bool isBackground = options?.AllowBackgroundResponses == true;
        SendOptions send = (options as PlatformAgentRunOptions)?.Send ?? defaults.Send;
        RunRequest request = new(isBackground ? send with { AbortWhenAbandoned = false } : send) { IsBackground = isBackground };
        request.CheckOptions(options, defaults.StructuredOutput);
        ChatMessage[] all = [.. Participants.Read(messages, author)];
        if (all.Length == 0)
        {
            request.ReadResumption(session);
        }
        else
        {
            request.ReadMessages(all, session);
        }

        request.ThrowIfRefused();
        return request;
    }

    public static bool HasMessage(SendOptions send) => send is not { Text: null, TextParts: null, Attachments: null };

    private void ReadMessages(ChatMessage[] messages, PlatformAgentSession? session)
    {
        SessionState? state = session?.State;
        if (Token is not null)
        {
            Refuse("messages", "a continuation token resumes a turn, and a message would begin another one; run without messages");
        }
        else if (state is { Message: not null, IsLeft: false })
        {
            Refuse("messages", "the session has a turn that was not followed to its end, and another message might do its work twice: "
                + $"run without messages to resume it, or call {nameof(PlatformAgentSession.AbandonTurn)} first");
        }

        if (state is not { IsStarted: true } && Array.Exists(messages, m => m.Role == ChatRole.Assistant))
        {
            Refuse("messages", "they continue a conversation, which a new session does not know: "
                + "pass the AgentSession of the earlier runs, or remove the assistant's messages");
        }

        if (UserTurn.Read(messages, Send, _problems) is { } message)
        {
            message = Json is null ? message : StructuredOutput.AddInstructions(message, Json);
            Send = message with { Mark = message.Mark ?? Guid.NewGuid().ToString("N") };
            _problems.AddRange(Send.Validate());
        }
    }

    private void ReadResumption(PlatformAgentSession? session)
    {
        IsResumption = true;
        if (Token is { } token && session is not null && session.SessionId != token.SessionId)
        {
            Refuse("options.ContinuationToken", $"it belongs to session {token.SessionId}, but the run's session is {session.SessionId}");
        }
        else if (Token is null && session is not { HasUnfinishedTurn: true })
        {
            Refuse("messages", "there are none, and the session has no turn to resume, so there is nothing to send");
        }
    }

    private void CheckOptions(AgentRunOptions? options, bool allowsJson)
    {
        if (options is null)
        {
            return;
        }

        if (options is not PlatformAgentRunOptions && options.GetType() != typeof(AgentRunOptions))
        {
            Refuse("options", $"{options.GetType().Name} is for agents over a chat client. An agent of the platform does not accept "
                + "instructions (they are the agent's prompt on the platform), the caller's tools (give the agent MCP servers), "
                + $"MaxOutputTokens or another model with a message: use AgentRunOptions or {nameof(PlatformAgentRunOptions)}. "
                + "Handoff workflows give tools to each agent: use a sequential, concurrent or group chat workflow instead");
        }

        if (options is PlatformAgentRunOptions { Send: { } own } && HasMessage(own))
        {
            Refuse("options.Send", "it must not contain a message; give the message as chat messages");
        }

        Json = allowsJson ? options.ResponseFormat as ChatResponseFormatJson : null;
        if (options.ResponseFormat is not (null or ChatResponseFormatText) && Json is null)
        {
            Refuse("options.ResponseFormat", "the agent answers in text, and JSON can't be guaranteed: set "
                + $"{nameof(PlatformAIAgentOptions)}.{nameof(PlatformAIAgentOptions.StructuredOutput)} to ask for JSON in the message "
                + "and to check the answer");
        }

        Token = options.ContinuationToken is { } token ? TurnToken.Read(token, _problems) : null;
    }

    private void Refuse(string path, string problem) => _problems.Add(new(path, problem));

    private void ThrowIfRefused()
    {
        if (_problems.Count > 0)
        {
            throw new AgentPlatformValidationException(
                $"The run can't be sent to an agent of the platform: {string.Join("; ", _problems)}. Nothing was sent.")
            {
                ValidationErrors = [.. _problems],
            };
        }
    }
}
