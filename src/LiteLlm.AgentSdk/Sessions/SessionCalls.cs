using System.Globalization;
using System.Text.Json;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The API calls on sessions, for <see cref="SessionsClient"/>, <see cref="Agent"/> and <see cref="Session"/>.</summary>
internal static class SessionCalls
{
    public static async Task<Session> CreateAsync(PlatformTransport transport, SessionAgent agent, SessionCreateOptions options,
        CancellationToken cancellationToken)
    {
        SessionRules.ThrowIfInvalid(options);
        await ThrowIfImagesAreNotTakenAsync(transport, agent, options, cancellationToken).ConfigureAwait(false);
        TimeSpan readyTimeout = options.ReadyTimeout ?? transport.Options.ReadyTimeout;
        ApiRequest request = new(HttpMethod.Post, ApiPath.Of($"agents/{agent.Id!}/session"))
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(options, LapJson.TypeInfo<SessionCreateOptions>()),
            Secrets = options.EnvVars?.Values ?? [],

            // The older proxy responds only when the sandbox is running, which takes minutes.
            Timeout = Longest(readyTimeout, transport.Options.RequestTimeout),
            TimeoutName = nameof(AgentPlatformOptions.ReadyTimeout),
        };
        return await transport.TraceAsync(
            TracedOperation.CreateSession,
            async operation =>
            {
                long started = transport.Time.GetTimestamp();
                operation?.About(agent.Model).Tag(Tags.AgentId, agent.Id).Tag(Tags.AgentName, agent.Name).Tag(Tags.Harness,
                    agent.Harness.Value);
                ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
                bool hasPrompt = !string.IsNullOrEmpty(options.InitialPrompt) || options.InitialAttachments is { Count: > 0 };
                Session session =
                    ReadSession(transport, response, hasPrompt ? InitialTurn.Expected : InitialTurn.None, agent, isFresh: !hasPrompt);
                operation?.Tag(Tags.ConversationId, session.Id);
                if (options.WaitUntilReady)
                {
                    await session.BecomeReadyAsync(new SessionReadyOptions
                    {
                        Timeout = options.ReadyTimeout,
                        Progress = options.Progress
                    }, started, cancellationToken).ConfigureAwait(false);
                }

                operation?.Tag(Tags.Status, session.Status.Value);
                return session;
            },
            agent.Name).ConfigureAwait(false);
    }

    /// <summary>
    /// Throws if the harness is opencode and there are images. opencode accepts them only as parts of a message; with an initial prompt it
    /// would refuse them after the sandbox has started.
    /// </summary>
    private static async Task ThrowIfImagesAreNotTakenAsync(PlatformTransport transport, SessionAgent agent, SessionCreateOptions options,
        CancellationToken cancellationToken)
    {
        if (options.InitialAttachments is not { Count: > 0 } || transport.IsProxy)
        {
            return;
        }

        HarnessId harness = agent.Harness.Value is { Length: > 0 }
            ? agent.Harness
            : (await AgentCalls.GetAsync(transport, agent.Id!, cancellationToken).ConfigureAwait(false)).HarnessId;
        if (harness.IsOpenCode)
        {
            ValidationError problem = new(
                "initial_attachments",
                $"the harness '{harness}' does not accept images with an initial prompt; send them with a message when it is ready");
            AgentPlatformValidationException.ThrowIfAny([problem], "The session can't be created");
        }
    }

    public static async Task<Session> GetAsync(PlatformTransport transport, string sessionId, CancellationToken cancellationToken)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{sessionId}"));
        return ReadSession(transport, await transport.SendAsync(request, cancellationToken).ConfigureAwait(false), InitialTurn.Unknown);
    }

    public static PagedAsyncEnumerable<Session> List(
        PlatformTransport transport, SessionListOptions options, CancellationToken cancellationToken)
    {
        SessionRules.ThrowIfInvalid(options);
        return new PagedAsyncEnumerable<Session>(token => ReadListAsync(transport, options, token), cancellationToken);
    }

    public static async Task<SessionStatus> DeleteAsync(PlatformTransport transport, string sessionId, CancellationToken cancellationToken)
    {
        ApiRequest request = new(HttpMethod.Delete, ApiPath.Of($"sessions/{sessionId}"));
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        transport.Gates.Forget(sessionId);
        transport.Memory.Forget(sessionId);

        // The platform's documentation says 204 without a body, but the platform returns the session's new status.
        if (response.Body.Length == 0)
        {
            return default;
        }

        SessionDeletion deletion = response.Read(LapJson.TypeInfo<SessionDeletion>());
        return deletion.Id is null && deletion.Status == default && response.Words is not null ? throw response.Misses("status")
            : deletion.Status;
    }

    public static async Task<IReadOnlyList<Message>> GetMessagesAsync(PlatformTransport transport, string sessionId,
        CancellationToken cancellationToken, bool once = false)
    {
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{sessionId}/messages")) { IsTriedOnce = once };
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Read(LapJson.TypeInfo<List<Message>>());
    }

    public static Task<IReadOnlyList<LogEntry>> GetLogAsync(PlatformTransport transport, string sessionId,
        CancellationToken cancellationToken) =>
        transport.SendForListAsync<LogEntry>(new ApiRequest(HttpMethod.Get, ApiPath.Of($"sessions/{sessionId}/log")), cancellationToken);

    public static Task AbortAsync(PlatformTransport transport, string sessionId, TimeSpan? timeout, CancellationToken cancellationToken) =>
        transport.SendAsync(
            new ApiRequest(HttpMethod.Post, ApiPath.Of($"sessions/{sessionId}/abort"))
            {
                Timeout = timeout,
                TimeoutName = timeout is null ? nameof(AgentPlatformOptions.RequestTimeout) : "the limit of an abort after a turn",
            },
            cancellationToken);

    public static async Task<Session> RestartAsync(PlatformTransport transport, string sessionId, CancellationToken cancellationToken)
    {
        ApiRequest request = new(HttpMethod.Post, ApiPath.Of($"sessions/{sessionId}/restart"))
        {
            // The response comes after the new sandbox is ready and the model's turn over the old conversation has ended. A platform that
            // gives up responds shortly after its own limit of ten minutes.
            Timeout = AMinuteMore(Longest(transport.Options.ReadyTimeout, transport.Options.RequestTimeout)),
            TimeoutName = nameof(AgentPlatformOptions.ReadyTimeout),
        };
        return ReadSession(transport, await transport.SendAsync(request, cancellationToken).ConfigureAwait(false), InitialTurn.None);
    }

    private static Session ReadSession(PlatformTransport transport, ApiResponse response, InitialTurn initialTurn,
        SessionAgent agent = default, bool isFresh = false) =>
        new(transport,
            new SessionState(Known(response, response.Read(LapJson.TypeInfo<SessionSnapshot>())), response.ToRaw(), response.Info),
            initialTurn, agent, isFresh);

    private static async Task<IReadOnlyList<Session>> ReadListAsync(
        PlatformTransport transport, SessionListOptions options, CancellationToken cancellationToken)
    {
        ApiPath path = ApiPath.Query(
            "sessions",
            ("agent_id", options.AgentId),
            ("limit", options.Limit?.ToString(CultureInfo.InvariantCulture)));
        ApiResponse response = await transport.SendAsync(new ApiRequest(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false);
        return [.. response.Items().Select(item =>
            new Session(transport,
                new SessionState(ReadSnapshot(response, item.Json, item.Index), RawJson.From(item.Json), response.Info),
                InitialTurn.Unknown))];
    }

    private static SessionSnapshot ReadSnapshot(ApiResponse response, JsonElement piece, int index) =>
        Known(response, response.Read(piece, LapJson.TypeInfo<SessionSnapshot>(), index), index);

    private static SessionSnapshot Known(ApiResponse response, SessionSnapshot snapshot, int? index = null) =>
        string.IsNullOrEmpty(snapshot.Id) ? throw response.Misses("id", index) : snapshot;

    private static TimeSpan AMinuteMore(TimeSpan limit) => limit == Timeout.InfiniteTimeSpan ? limit : limit + TimeSpan.FromMinutes(1);

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) =>
        a == Timeout.InfiniteTimeSpan || b == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : a > b ? a : b;
}
