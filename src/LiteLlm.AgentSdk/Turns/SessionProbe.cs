using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Asks how a session is, and what its messages are, without failing where the platform can't say: a passing trouble is no news about the
/// turn.
/// </summary>
internal sealed class SessionProbe(PlatformTransport transport, string sessionId)
{
    /// <summary>Gets the session as the platform last gave it.</summary>
    public Session? Session { get; private set; }

    /// <summary>Gets why the last question had no answer.</summary>
    public AgentPlatformException? Problem { get; private set; }

    /// <summary>Reads the session's messages.</summary>
    /// <returns>The messages; null when they can't be read.</returns>
    /// <exception cref="AgentPlatformAuthenticationException">The key is not accepted.</exception>
    public async Task<IReadOnlyList<Message>?> ReadThreadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SessionCalls.GetMessagesAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            Note(e);
            return null;
        }
    }

    /// <summary>Asks for the session.</summary>
    /// <param name="harnessSessionId">Its harness session before the message; null where it is not known.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>How it is, compared with before the message.</returns>
    /// <exception cref="AgentPlatformAuthenticationException">The key is not accepted.</exception>
    public async Task<SessionSight> AskAsync(string? harnessSessionId, CancellationToken cancellationToken)
    {
        try
        {
            Session = await SessionCalls.GetAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
            return Session.Status.IsFinal ? SessionSight.Ended
                : Session.Status == SessionStatus.Creating
                    || (harnessSessionId is not null && Session.HarnessSessionId is { } now && now != harnessSessionId)
                    ? SessionSight.Replaced
                : SessionSight.Same;
        }
        catch (AgentPlatformNotFoundException e)
        {
            Note(e);
            return SessionSight.Ended;
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            Note(e);
            return SessionSight.Unreadable;
        }
    }

    /// <summary>Gets how the session ended, in words.</summary>
    public string End => Problem is AgentPlatformNotFoundException ? "is not there any more"
        : $"is {Session?.Status}: {Session?.FailureReason ?? "the platform gave no reason"}";

    private void Note(AgentPlatformException problem)
    {
        Problem = problem;
        Log.PollFailed(transport.Logger, sessionId, problem.Message);
    }
}
