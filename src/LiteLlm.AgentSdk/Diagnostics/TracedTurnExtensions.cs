namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>For turns that are traced only when somebody listens.</summary>
internal static class TracedTurnExtensions
{
    /// <summary>For an exception filter: notes what ends the turn and lets it pass.</summary>
    /// <returns><see langword="false"/>, always.</returns>
    public static bool Sees(this TracedTurn? turn, Exception failure)
    {
        turn?.Failed(failure);
        return false;
    }
}
