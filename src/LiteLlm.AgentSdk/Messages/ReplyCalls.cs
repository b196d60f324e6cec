using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The call that sends a message and waits for its reply.</summary>
internal static class ReplyCalls
{
    /// <summary>
    /// Sends a message. If the response is not a reply, throws an exception whose <see cref="AgentPlatformException.MayHaveTakenEffect"/>
    /// is true, because such a response says nothing about the turn; the caller then looks for the turn in the session.
    /// </summary>
    /// <exception cref="AgentPlatformException">The request failed, or the response is not a reply.</exception>
    public static async Task<ApiResponse> SendForReplyAsync(this PlatformTransport transport, ApiRequest request,
        CancellationToken cancellationToken)
    {
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ReplyReader.IsReply(response.ToElement())
            ? response
            : throw response.Unreadable(new JsonException("The response is not a reply."));
    }
}
