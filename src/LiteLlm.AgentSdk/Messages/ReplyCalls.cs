using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The call that sends a message and waits for its reply.</summary>
internal static class ReplyCalls
{
    /// <summary>
    /// Sends a message. An answer that is not a reply says nothing about the turn, whatever its status: it counts as lost, and the turn is
    /// looked for.
    /// </summary>
    /// <exception cref="AgentPlatformException">As of any call, and when the answer is not a reply: then
    /// <see cref="AgentPlatformException.MayHaveTakenEffect"/> is true.</exception>
    public static async Task<ApiResponse> SendForReplyAsync(this PlatformTransport transport, ApiRequest request,
        CancellationToken cancellationToken)
    {
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ReplyReader.IsReply(response.ToElement()) ? response : throw response.Unreadable(new JsonException("It is not a reply."));
    }
}
