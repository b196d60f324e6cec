namespace LiteLlm.AgentSdk.AspNetCore.Problems;

/// <summary>Maps exceptions to what a browser receives: a code, a status and a title.</summary>
internal static class ProblemKinds
{
    public static (string Code, int Status, string Title) Of(AgentPlatformException e) => e switch
    {
        AgentPlatformValidationException => ("validation", 400, "The input breaks a rule of the agent platform."),

        // The key belongs to this application, so that the browser can't correct it.
        AgentPlatformAuthenticationException => ("authentication", 502, "The agent platform rejected this application's key."),
        AgentPlatformNotFoundException => ("not_found", 404, "The resource does not exist on the agent platform."),
        AgentPlatformConflictException => ("conflict", 409, "The state of the session does not allow this."),
        AgentPlatformRateLimitException => ("rate_limited", 429, "The agent platform received too many requests."),
        AgentPlatformTimeoutException timeout => ("timeout", 504, timeout.Limit == nameof(AgentPlatformOptions.QueueTimeout)
            ? "An earlier turn of the session is still running."
            : "The agent platform did not respond in time."),
        MessageNotDeliveredException => ("not_delivered", 503, "The message was not delivered. It can be sent again."),
        SendOutcomeUnknownException =>
            ("outcome_unknown", 502, "It is not known whether the message started a turn. Sending it again may start a second turn."),
        SessionFailedException => ("session_failed", 502, "The session failed."),
        TurnFailedException { Reply.IsAborted: true } => ("turn_aborted", 502, "The turn was aborted."),
        TurnFailedException => ("turn_failed", 502, "The turn failed."),
        ReplyIncompleteException => ("reply_incomplete", 502, "The turn took place, but the rest of its reply can't be read."),
        StreamInterruptedException => ("interrupted", 502, "The turn can't be followed any more. It may still be running."),
        AgentPlatformSandboxException => ("sandbox", (int?)e.StatusCode ?? 502, "The agent's sandbox can't be reached."),
        AgentPlatformConnectionException => ("unreachable", 502, "The agent platform can't be reached."),
        _ => ("platform", 502, "The agent platform returned an error."),
    };
}
