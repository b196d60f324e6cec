namespace LiteLlm.AgentSdk.Http;

/// <summary>An HTTP handler or the connection pool tried to resend a request that must be sent only once. It was not sent again.</summary>
internal sealed class SentTwiceException(string firstOutcome)
    : InvalidOperationException(
        "A handler or the connection pool tried to resend a request that must be sent only once; it was not sent again. "
        + $"The first transmission {firstOutcome}. "
        + "Remove retrying handlers from the HttpClient: the SDK itself retries what is safe to retry.");
