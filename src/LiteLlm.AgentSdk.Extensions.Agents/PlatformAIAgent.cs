using System.Runtime.CompilerServices;
using System.Text.Json;
using LiteLlm.AgentSdk.Extensions.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>The framework's agent for an agent of the platform.</summary>
internal sealed class PlatformAIAgent(AgentSource source, string agentId, PlatformAIAgentOptions options) : AIAgent
{
    public override string? Name { get; } = options.Name ?? source.Known?.Name;

    public override string? Description { get; } = options.Description ?? FirstLine(source.Known?.Prompt);

    protected override string? IdCore => options.Id ?? agentId;

    // The framework's workflows compare the author's name to recognize an agent's own messages.
    private string Author => Name ?? Id;

    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (base.GetService(serviceType, serviceKey) is { } self)
        {
            return self;
        }

        object?[] services = [source.Known, source.Platform];
        return serviceKey is not null ? null
            : serviceType == typeof(AIAgentMetadata) ? new AIAgentMetadata(OuterSpans.ProviderName)
            : Array.Find(services, serviceType.IsInstanceOfType);
    }

    protected override async ValueTask<AgentSession> CreateSessionCoreAsync(CancellationToken cancellationToken = default) =>
        await CreateAsync(cancellationToken).ConfigureAwait(false);

    protected override ValueTask<JsonElement> SerializeSessionCoreAsync(AgentSession session,
        JsonSerializerOptions? jsonSerializerOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        SessionState state = ToPlatformSession(session)!.State;
        if (session.StateBag.Count > 0)
        {
            state = state with { StateBag = session.StateBag.Serialize() };
        }

        return new(JsonSerializer.SerializeToElement(state, SessionStateContext.Default.SessionState));
    }

    protected override ValueTask<AgentSession> DeserializeSessionCoreAsync(JsonElement serializedState,
        JsonSerializerOptions? jsonSerializerOptions = null, CancellationToken cancellationToken = default)
    {
        SessionState? state = serializedState.ValueKind == JsonValueKind.Object
            ? serializedState.Deserialize(SessionStateContext.Default.SessionState)
            : null;
        if (state is not { SessionId.Length: > 0 })
        {
            throw new ArgumentException("The JSON is not a serialized session of an agent of the platform: it has no session id.",
                nameof(serializedState));
        }

        AgentSessionStateBag bag = state.StateBag is { } json ? AgentSessionStateBag.Deserialize(json) : new AgentSessionStateBag();
        return new(ToPlatformSession(new PlatformAgentSession(state with { StateBag = null }, bag))!);
    }

    protected override async Task<AgentResponse> RunCoreAsync(IEnumerable<ChatMessage> messages, AgentSession? session = null,
        AgentRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunRequest request = Read(messages, session, options);
        RunScope scope = await OpenAsync(request, session, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = scope.ConfigureAwait(false);
        SessionRun run = scope.Begin(request, isWhole: true);
        Reply? reply = null;
        try
        {
            await foreach (TurnUpdate? update in run.FollowAsync(cancellationToken).ConfigureAwait(false))
            {
                reply = (update as TurnCompleted)?.Reply;
                if (request is { IsBackground: true, IsResumption: false } && reply is null && run.Checkpoint is { } checkpoint)
                {
                    return new AgentResponse { AgentId = Id, ContinuationToken = TurnToken.Of(checkpoint) };
                }
            }
        }
        catch (Exception e)
        {
            e.Data[AgentPlatformAIAgentExtensions.SessionIdKey] = scope.SessionId;
            throw;
        }

        ChatResponse response = new ResponseWriter(scope.SessionId, source.Known?.Model).ToResponse(reply
            ?? throw new InvalidOperationException($"The updates of the turn ended without a {nameof(TurnCompleted)}."));
        return ToResponse(request.Json is { } json && !reply.IsError ? StructuredOutput.Check(response, json) : response, reply);
    }

    protected override async IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(IEnumerable<ChatMessage> messages,
        AgentSession? session = null, AgentRunOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RunRequest request = Read(messages, session, options);
        RunScope scope = await OpenAsync(request, session, cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = scope.ConfigureAwait(false);
        SessionRun run = scope.Begin(request, isWhole: false);
        ResponseWriter writer = new(scope.SessionId, source.Known?.Model);
        await foreach (TurnUpdate? update in run.FollowAsync(cancellationToken).ConfigureAwait(false))
        {
            AgentResponseUpdate given = new(update is null ? writer.Begin() : writer.Of(update))
            {
                AgentId = Id,
                AuthorName = Author,
                RawRepresentation = update,
            };
            if ((request.IsBackground || request.Token is not null) && update is not TurnCompleted)
            {
                given.ContinuationToken = TurnToken.Of(run.Checkpoint);
            }

            yield return given;
        }
    }

    // The platform's agents have no description, so the first line of the prompt is used.
    private static string? FirstLine(string? prompt)
    {
        string line = prompt?.Trim().Split('\n', 2)[0].TrimEnd() ?? "";
        return line.Length > 0 ? line : null;
    }

    private PlatformAgentSession? ToPlatformSession(AgentSession? session) => session switch
    {
        null => null,
        PlatformAgentSession own when own.State.AgentId == agentId => own,
        PlatformAgentSession own => throw new ArgumentException(
            $"The session {own.SessionId} belongs to agent {own.State.AgentId}, not to agent {agentId}.", nameof(session)),
        _ => throw new ArgumentException(
            $"The session is a {session.GetType().Name}, which another kind of agent created; use CreateSessionAsync of this agent.",
            nameof(session)),
    };

    private RunRequest Read(IEnumerable<ChatMessage> messages, AgentSession? session, AgentRunOptions? runOptions)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return RunRequest.Read(messages, ToPlatformSession(session), runOptions, options, Author);
    }

    private async ValueTask<PlatformAgentSession> CreateAsync(CancellationToken cancellationToken)
    {
        Agent agent = await source.GetAsync(cancellationToken).ConfigureAwait(false);
        Session session = await agent.CreateSessionAsync(options.NewSession, cancellationToken).ConfigureAwait(false);
        return new PlatformAgentSession(session, agentId);
    }

    private async ValueTask<RunScope> OpenAsync(RunRequest request, AgentSession? session, CancellationToken cancellationToken)
    {
        PlatformAgentSession? own = ToPlatformSession(session);
        bool isSingle = own is null && request.Token is null;
        own ??= request.Token is { } token
            ? new PlatformAgentSession(new SessionState { SessionId = token.SessionId, AgentId = agentId }, new AgentSessionStateBag())
            : await CreateAsync(cancellationToken).ConfigureAwait(false);
        Agent agent = await source.GetAsync(cancellationToken).ConfigureAwait(false);
        Session platformSession = await own.GetAsync(agent, cancellationToken).ConfigureAwait(false);
        OuterSpans.TagConversation(platformSession.Id);
        bool terminates = isSingle && !request.IsBackground && !options.KeepSessionsOfSingleRuns;
        return new RunScope(own, platformSession, options.TimeProvider, terminates);
    }

    private AgentResponse ToResponse(ChatResponse response, Reply reply)
    {
        foreach (ChatMessage message in response.Messages)
        {
            message.AuthorName = Author;
        }

        return new AgentResponse(response) { AgentId = Id, RawRepresentation = reply };
    }
}
