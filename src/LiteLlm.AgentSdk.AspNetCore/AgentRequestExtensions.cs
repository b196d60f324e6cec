using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>What a browser says about the turn that it was following.</summary>
public static class AgentRequestExtensions
{
    /// <summary>
    /// Reads where the browser has got to: the id of the last event that it was given, in <c>Last-Event-ID</c>. It comes from the browser:
    /// check that the caller may see the token's session.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="token">The token, for <see cref="AgentResults.ResumeTurn"/>.</param>
    /// <returns>Whether there is one that can be read.</returns>
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
            // Some other stream's id, or made up.
            return false;
        }
    }
}
