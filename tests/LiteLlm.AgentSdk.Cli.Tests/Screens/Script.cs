namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>What the agents of the local platform do.</summary>
internal static class Script
{
    /// <summary>These steps, one after the other.</summary>
    public static async IAsyncEnumerable<TurnStep> Steps(params TurnStep[] steps)
    {
        foreach (TurnStep step in steps)
        {
            await Task.CompletedTask;
            yield return step;
        }
    }

    /// <summary>Says nothing until the turn is ended from outside.</summary>
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
