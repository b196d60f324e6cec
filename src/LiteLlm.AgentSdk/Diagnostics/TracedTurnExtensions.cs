namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>Extensions of turns that are null if there is no listener.</summary>
internal static class TracedTurnExtensions
{
    /// <summary>
    /// Records the exception that ends the turn. It is called in an exception filter, so it returns false and the exception continues.
    /// </summary>
    /// <returns><see langword="false"/>, always.</returns>
    public static bool Record(this TracedTurn? turn, Exception failure)
    {
        turn?.Failed(failure);
        return false;
    }
}
