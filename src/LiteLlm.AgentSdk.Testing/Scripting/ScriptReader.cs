using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Testing.Scripting;

/// <summary>Reads the steps of a script, or the pieces of a step. It does not wait for a script that ignores cancellation.</summary>
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
                // A script that is still running can't be disposed. Exceptions that it throws later are ignored.
                moving.IgnoreException();
            }
        }
    }
}
