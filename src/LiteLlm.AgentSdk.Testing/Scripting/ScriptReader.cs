using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Testing.Scripting;

/// <summary>Reads a script's steps, or the pieces of one, and leaves a script that does not heed its cancellation behind.</summary>
internal static class ScriptReader
{
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        IAsyncEnumerable<T> script, [EnumeratorCancellation] CancellationToken ended)
    {
        IAsyncEnumerator<T> steps = script.GetAsyncEnumerator(ended);
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
