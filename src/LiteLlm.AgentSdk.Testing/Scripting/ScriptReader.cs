using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Testing.Scripting;

/// <summary>Reads a script's steps, and leaves a script that does not heed its cancellation behind.</summary>
internal static class ScriptReader
{
    public static async IAsyncEnumerable<TurnStep> ReadAsync(
        IAsyncEnumerable<TurnStep> script, [EnumeratorCancellation] CancellationToken ended)
    {
        IAsyncEnumerator<TurnStep> steps = script.GetAsyncEnumerator(ended);
        Task<bool>? moving = null;
        try
        {
            while (true)
            {
                ended.ThrowIfCancellationRequested();
                moving = steps.MoveNextAsync().AsTask();
                if (!await moving.WaitAsync(ended).ConfigureAwait(false))
                {
                    yield break;
                }

                yield return steps.Current;
            }
        }
        finally
        {
            if (moving is null or { IsCompleted: true })
            {
                await steps.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                // A script that goes on by itself can't be disposed; what it throws later is nobody's.
                moving.LeaveAlone();
            }
        }
    }
}
