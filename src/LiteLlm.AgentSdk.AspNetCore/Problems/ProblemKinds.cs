namespace LiteLlm.AgentSdk.AspNetCore.Problems;

/// <summary>What a browser is told an exception is: a word, a status and a sentence.</summary>
internal static class ProblemKinds
{
    public static (string Code, int Status, string Title) Of(AgentPlatformException e) => e switch
    {
        AgentPlatformValidationException => ("validation", 400, "What was sent breaks a rule of the agent platform."),

        // The key is this application's: nothing that the browser could do about it.
        AgentPlatformAuthenticationException => ("authentication", 502, "The agent platform does not take this application's key."),
        AgentPlatformNotFoundException => ("not_found", 404, "There is no such thing on the agent platform."),
        AgentPlatformConflictException => ("conflict", 409, "The session is not ready for this."),
        AgentPlatformRateLimitException => ("rate_limited", 429, "The agent platform has too many requests."),
        AgentPlatformTimeoutException timeout => ("timeout", 504, timeout.Limit == nameof(AgentPlatformOptions.QueueTimeout)
            ? "An earlier turn of the session still runs."
            : "The agent platform has not answered in time."),
        MessageNotDeliveredException => ("not_delivered", 503, "The message was not delivered. It can be sent again."),
        SendOutcomeUnknownException =>
            ("outcome_unknown", 502, "Whether the message has started a turn is not known. Sending it again may start a second one."),
        SessionFailedException => ("session_failed", 502, "The session has failed."),
        TurnFailedException { Reply.IsAborted: true } => ("turn_aborted", 502, "The turn was aborted."),
        TurnFailedException => ("turn_failed", 502, "The turn failed."),
        ReplyIncompleteException => ("reply_incomplete", 502, "The turn has taken place, but the rest of its reply can't be read."),
        StreamInterruptedException => ("interrupted", 502, "The turn can't be followed any more. It may go on."),
        AgentPlatformSandboxException => ("sandbox", (int?)e.StatusCode ?? 502, "The agent's sandbox, or the way to it, is in trouble."),
        AgentPlatformConnectionException => ("unreachable", 502, "The agent platform can't be reached."),
        _ => ("platform", 502, "The agent platform has answered with an error."),
    };
}
