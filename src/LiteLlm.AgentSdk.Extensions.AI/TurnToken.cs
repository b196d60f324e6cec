using System.Text;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>A turn's checkpoint as a continuation token, and back.</summary>
internal static class TurnToken
{
    public static ResponseContinuationToken? Of(TurnCheckpoint? checkpoint) =>
        checkpoint is null ? null : ResponseContinuationToken.FromBytes(Encoding.UTF8.GetBytes(checkpoint.ToString()));

    /// <summary>Reads the checkpoint; nothing, and a problem, when the token is not one of a turn.</summary>
    public static TurnCheckpoint? Read(ResponseContinuationToken token, List<ValidationError> problems)
    {
        try
        {
            return TurnCheckpoint.Parse(Encoding.UTF8.GetString(token.ToBytes().Span));
        }
        catch (FormatException e)
        {
            problems.Add(new("options.ContinuationToken", $"it is not a token of a turn: {e.Message}"));
            return null;
        }
    }
}
