using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>The base class of the chat clients of sessions and agents. Derived classes decide which session a call uses.</summary>
internal abstract class PlatformChatClient(AgentSource agent, SendOptions send, bool allowsJson) : IChatClient
{
    protected AgentSource Agent { get; } = agent;

    protected abstract Uri? PlatformUrl { get; }

    /// <summary>Gets the session of a session's client; null for an agent's client.</summary>
    protected virtual Session? Session => null;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ChatRequest request = Read(messages, options);
        await CheckModelAsync(request, cancellationToken).ConfigureAwait(false);
        (Session session, _) = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        OuterSpans.TagConversation(session.Id);
        try
        {
            if (request is { IsBackground: true, Token: null })
            {
                return await BeginAsync(session, request, cancellationToken).ConfigureAwait(false);
            }

            Reply reply = request.Token is { } token
                ? await session.ResumeTurnAsync(token, cancellationToken).GetReplyAsync(cancellationToken).ConfigureAwait(false)
                : await session.SendAsync(request.Message, cancellationToken).ConfigureAwait(false);
            ChatResponse response = new ResponseWriter(session.Id, Agent.Known?.Model).ToResponse(reply);
            return request.Json is { } json && !reply.IsError ? StructuredOutput.Check(response, json) : response;
        }
        catch (Exception e)
        {
            // The caller has no other way to get the id of a session that was created for this call.
            e.Data[AgentPlatformChatClientExtensions.ConversationIdKey] = session.Id;
            throw;
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ChatRequest request = Read(messages, options);
        return new SingleResponse(token => StreamAsync(request, token), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return null;
        }

        object?[] services = [this, Session, Agent.Known, Agent.Platform];
        return serviceType == typeof(ChatClientMetadata)
            ? new ChatClientMetadata(OuterSpans.ProviderName, PlatformUrl, Agent.Known?.Model)
            : Array.Find(services, serviceType.IsInstanceOfType);
    }

    public void Dispose()
    {
        // Nothing to dispose: the session belongs to the caller.
    }

    /// <summary>Adds the problems of a call that can be found without a request to the platform.</summary>
    protected abstract void Check(ChatRequest request);

    /// <summary>Returns the session of a call, and whether it was created for the call.</summary>
    protected abstract ValueTask<(Session Session, bool IsNew)> OpenAsync(ChatRequest request, CancellationToken cancellationToken);

    private ChatRequest Read(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ChatRequest request = ChatRequest.Read(messages, options, send, allowsJson, this);
        Check(request);
        if (Agent.Known is { } known)
        {
            request.CheckModel(known);
        }

        request.ThrowIfRefused();
        return request;
    }

    private async ValueTask CheckModelAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        if (request.ModelId is not null && Agent.Known is null)
        {
            request.CheckModel(await Agent.GetAsync(cancellationToken).ConfigureAwait(false));
            request.ThrowIfRefused();
        }
    }

    /// <summary>Sends the message and returns as soon as its turn can be resumed.</summary>
    private async Task<ChatResponse> BeginAsync(Session session, ChatRequest request, CancellationToken cancellationToken)
    {
        TurnStream turn = session.SendStreamingAsync(request.Message, cancellationToken);
        Reply? reply = null;
        await foreach (TurnUpdate update in turn.ConfigureAwait(false))
        {
            reply = (update as TurnCompleted)?.Reply;
            if (reply is null && turn.CreateCheckpoint() is { } checkpoint)
            {
                return new ChatResponse
                {
                    ConversationId = session.Id,
                    ModelId = Agent.Known?.Model,
                    ContinuationToken = TurnToken.Of(checkpoint with { Parts = [] }),
                };
            }
        }

        return new ResponseWriter(session.Id, Agent.Known?.Model).ToResponse(reply
            ?? throw new InvalidOperationException($"The updates of the turn ended without a {nameof(TurnCompleted)}."));
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(ChatRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CheckModelAsync(request, cancellationToken).ConfigureAwait(false);
        (Session session, bool isNew) = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        OuterSpans.TagConversation(session.Id);
        ResponseWriter writer = new(session.Id, Agent.Known?.Model);
        if (isNew)
        {
            // Gives the caller the conversation id, even if the turn fails.
            yield return writer.Begin();
        }

        TurnStream turn = request.Token is { } token
            ? session.ResumeTurnAsync(token, cancellationToken)
            : session.SendStreamingAsync(request.Message, cancellationToken);
        await foreach (TurnUpdate update in turn.ConfigureAwait(false))
        {
            ChatResponseUpdate given = writer.Of(update);
            if ((request.IsBackground || request.Token is not null) && update is not TurnCompleted)
            {
                given.ContinuationToken = TurnToken.Of(turn.CreateCheckpoint());
            }

            yield return given;
        }
    }
}
