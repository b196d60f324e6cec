namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>Scripts for the agents of the local platform.</summary>
internal static class Script
{
    /// <summary>Plays these steps, one after the other.</summary>
    public static async IAsyncEnumerable<TurnStep> Steps(params TurnStep[] steps)
    {
        foreach (TurnStep step in steps)
        {
            await Task.CompletedTask;
            yield return step;
        }
    }

    /// <summary>Stays silent until the turn is ended from outside.</summary>
    public static async IAsyncEnumerable<TurnStep> Hangs(LocalTurn turn)
    {
        TaskCompletionSource never = new();
        await using (turn.Ended.Register(never.SetResult))
        {
            await never.Task;
        }

        yield break;
    }
}
