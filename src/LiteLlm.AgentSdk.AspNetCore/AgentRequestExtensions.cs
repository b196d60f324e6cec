using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>Extensions that read how far a browser has followed a turn.</summary>
public static class AgentRequestExtensions
{
    /// <summary>
    /// Reads the checkpoint up to which the browser has followed a turn: the id of the last event that it received, in
    /// <c>Last-Event-ID</c>. The value comes from the browser, so check that the caller may read the token's session.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="token">The token, for <see cref="AgentResults.ResumeTurn"/>.</param>
    /// <returns><see langword="true"/> if the request has a valid token; otherwise, <see langword="false"/>.</returns>
    public static bool TryGetTurnCheckpoint(this HttpRequest request, [NotNullWhen(true)] out TurnCheckpoint? token)
    {
        ArgumentNullException.ThrowIfNull(request);
        token = null;
        string? text = request.Headers["Last-Event-ID"];
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        try
        {
            token = TurnCheckpoint.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            // The id of another stream, or an invented one.
            return false;
        }
    }
}
