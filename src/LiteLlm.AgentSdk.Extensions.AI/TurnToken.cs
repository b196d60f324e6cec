using System.Text;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>Converts a turn's checkpoint to a continuation token and back.</summary>
internal static class TurnToken
{
    public static ResponseContinuationToken? Of(TurnCheckpoint? checkpoint) =>
        checkpoint is null ? null : ResponseContinuationToken.FromBytes(Encoding.UTF8.GetBytes(checkpoint.ToString()));

    /// <summary>Reads the checkpoint. If the token does not belong to a turn, returns null and adds a problem.</summary>
    public static TurnCheckpoint? Read(ResponseContinuationToken token, List<ValidationError> problems)
    {
        try
        {
            return TurnCheckpoint.Parse(Encoding.UTF8.GetString(token.ToBytes().Span));
        }
        catch (FormatException e)
        {
            problems.Add(new("options.ContinuationToken", $"it is not a continuation token of a turn: {e.Message}"));
            return null;
        }
    }
}
