using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Reads the state and the messages of a session. A failure is recorded and not thrown (except for a refused key), because a temporary
/// failure says nothing about the turn.
/// </summary>
internal sealed class SessionProbe(PlatformTransport transport, string sessionId)
{
    // Whether the platform did not find the session when it was last requested.
    private bool _isGone;

    /// <summary>Gets the session as the platform last returned it; null if it has not returned it yet.</summary>
    public Session? Session { get; private set; }

    /// <summary>Gets why the last failed request failed; null if none has failed.</summary>
    public AgentPlatformException? Problem { get; private set; }

    /// <summary>Reads the session's messages.</summary>
    /// <returns>The messages; null if they can't be read.</returns>
    /// <exception cref="AgentPlatformAuthenticationException">The key is not accepted.</exception>
    public async Task<IReadOnlyList<Message>?> ReadThreadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SessionCalls.GetMessagesAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            Record(e);
            return null;
        }
    }

    /// <summary>Requests the session and compares it with its state before the message.</summary>
    /// <param name="harnessSessionId">The harness session before the message; null if it is not known.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>What the request showed.</returns>
    /// <exception cref="AgentPlatformAuthenticationException">The key is not accepted.</exception>
    public async Task<SessionView> GetSessionAsync(string? harnessSessionId, CancellationToken cancellationToken)
    {
        try
        {
            Session = await SessionCalls.GetAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
            _isGone = false;
            return Session.Status.IsFinal ? SessionView.Ended
                : Session.Status == SessionStatus.Creating
                    || (harnessSessionId is not null && Session.HarnessSessionId is { } now && now != harnessSessionId)
                    ? SessionView.Replaced
                : SessionView.Same;
        }
        catch (AgentPlatformNotFoundException e)
        {
            _isGone = true;
            Record(e);
            return SessionView.Ended;
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            Record(e);
            return SessionView.Unreadable;
        }
    }

    /// <summary>Gets how the session ended, as the end of a sentence that begins with the session.</summary>
    public string End => _isGone ? "is not there any more"
        : $"is {Session?.Status}: {Session?.FailureReason ?? "the platform gave no reason"}";

    private void Record(AgentPlatformException problem)
    {
        Problem = problem;
        Log.PollFailed(transport.Logger, sessionId, problem.Message);
    }
}
