using FluentAssertions.Execution;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>Reads the updates of a turn one after another.</summary>
internal static class TurnReading
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits for the next update of a kind. Other updates before it are skipped.</summary>
    public static async Task<T> NextAsync<T>(this IAsyncEnumerator<TurnUpdate> turn)
        where T : TurnUpdate
    {
        while (await turn.MoveAsync())
        {
            if (turn.Current is T update)
            {
                return update;
            }
        }

        throw new AssertionFailedException($"The turn ended without a {typeof(T).Name}.");
    }

    /// <summary>Waits for the next text of the turn, and returns it.</summary>
    public static async Task<string> NextTextAsync(this IAsyncEnumerator<TurnUpdate> turn) =>
        (await turn.NextAsync<TurnTextDelta>()).Delta;

    /// <summary>Reads the rest of the turn.</summary>
    public static async Task<IReadOnlyList<TurnUpdate>> RestAsync(this IAsyncEnumerator<TurnUpdate> turn)
    {
        List<TurnUpdate> updates = [];
        while (await turn.MoveAsync())
        {
            updates.Add(turn.Current);
        }

        return updates;
    }

    /// <summary>Moves to the next update, but does not wait forever.</summary>
    public static Task<bool> MoveAsync(this IAsyncEnumerator<TurnUpdate> turn) => turn.MoveNextAsync().AsTask().WaitAsync(s_patience);

    /// <summary>Waits for a task, but not forever.</summary>
    public static Task<T> SoonAsync<T>(this Task<T> task) => task.WaitAsync(s_patience);
}
