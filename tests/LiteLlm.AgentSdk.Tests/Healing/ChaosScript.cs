using System.Collections.Concurrent;
using LiteLlm.AgentSdk.Testing;

namespace LiteLlm.AgentSdk.Tests.Healing;

/// <summary>
/// The script of the agents on a platform with random faults. Counts the turns of each message, and signals when its turn is over.
/// </summary>
internal sealed class ChaosScript
{
    /// <summary>
    /// The last line of the message that replays the thread after a restart. When opencode takes it together with a message, it answers the
    /// later one of them.
    /// </summary>
    public const string Replayed = "</previous_session_history>";

    private readonly ConcurrentDictionary<string, int> _starts = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _over = new();

    /// <summary>Gets or sets the action that kills the sandbox of a session.</summary>
    public Action<string>? Lose { get; set; }

    /// <summary>Returns the number of turns that a message has started.</summary>
    public int StartsOf(string text) => _starts.GetValueOrDefault(text);

    /// <summary>Returns a task that completes when the turn of a message has produced its last step.</summary>
    public Task Over(int index) => Signal($"{index}").Task;

    public async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        // opencode passes two messages in a row to the model as one, for instance when the platform sends a message again. The model
        // answers the last.
        string text = turn.Text.Split('\n')[^1];
        if (text.StartsWith("other", StringComparison.Ordinal))
        {
            Signal(text).TrySetResult();
            if (text.EndsWith(" hold", StringComparison.Ordinal))
            {
                await Signal($"release {text}").Task.WaitAsync(turn.Ended);
            }

            yield return TurnStep.Text($"begun {text} done {text}");
            yield break;
        }

        int starts = turn.IsReplay ? 0 : _starts.AddOrUpdate(text, 1, (_, count) => count + 1);
        yield return TurnStep.Text("looking");
        yield return TurnStep.Tool("bash", """{"command":"ls"}""", "a b");
        yield return TurnStep.Text("begun " + text);
        if (starts == 1 && text.EndsWith(" lose", StringComparison.Ordinal))
        {
            Lose?.Invoke(turn.SessionId);
        }

        if (starts == 1 && text.EndsWith(" restart", StringComparison.Ordinal))
        {
            Signal(text).TrySetResult();

            // Only the restart ends this run.
            await new TaskCompletionSource().Task.WaitAsync(turn.Ended);
        }

        yield return TurnStep.Text("done " + text);
        if (text.Split(' ') is ["tools" or "also", var index, ..])
        {
            Signal(index).TrySetResult();
        }
    }

    /// <summary>Returns a task that completes when the turn of another process, or a turn that waits for a restart, has begun.</summary>
    public Task Begun(string text) => Signal(text).Task;

    /// <summary>Releases the turn of another process that waits.</summary>
    public void Release(string text) => Signal($"release {text}").TrySetResult();

    private TaskCompletionSource Signal(string index) =>
        _over.GetOrAdd(index, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
