namespace LiteLlm.AgentSdk.Http;

/// <summary>Something below the SDK tried to send a request again that must be sent once. The second sending did not happen.</summary>
internal sealed class SentTwiceException(string firstOutcome)
    : InvalidOperationException(
        $"A handler or the connection pool tried to send a request again that must be sent once; the second sending was refused. The first one {firstOutcome}. "
        + "Take retrying handlers out of the HttpClient: the SDK repeats what is safe to repeat by itself.");
