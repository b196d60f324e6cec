using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>Extensions of operations that are null if there is no listener.</summary>
internal static class TracedOperationExtensions
{
    /// <summary>
    /// Records the exception that ends the operation. It is called in an exception filter, so it returns false and the exception continues.
    /// </summary>
    /// <returns><see langword="false"/>, always.</returns>
    public static bool Record(this TracedOperation? operation, Exception failure)
    {
        operation?.Fail(failure);
        return false;
    }

    /// <summary>Runs an operation in a span.</summary>
    public static async Task<T> TraceAsync<T>(this PlatformTransport transport, string name, Func<TracedOperation?, Task<T>> run,
        string? target = null)
    {
        using TracedOperation? operation = TracedOperation.Start(transport, name, target);
        try
        {
            return await run(operation).ConfigureAwait(false);
        }
        catch (Exception e) when (operation.Record(e))
        {
            throw;
        }
    }
}
