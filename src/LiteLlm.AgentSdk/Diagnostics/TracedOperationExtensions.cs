using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>For operations that are traced only when somebody listens.</summary>
internal static class TracedOperationExtensions
{
    /// <summary>For an exception filter: notes what ends the operation and lets it pass.</summary>
    /// <returns><see langword="false"/>, always.</returns>
    public static bool Sees(this TracedOperation? operation, Exception failure)
    {
        operation?.Fail(failure);
        return false;
    }

    /// <summary>Runs the operation in its span.</summary>
    public static async Task<T> TraceAsync<T>(this PlatformTransport transport, string name, Func<TracedOperation?, Task<T>> run,
        string? target = null)
    {
        using TracedOperation? operation = TracedOperation.Start(transport, name, target);
        try
        {
            return await run(operation).ConfigureAwait(false);
        }
        catch (Exception e) when (operation.Sees(e))
        {
            throw;
        }
    }
}
