namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>A stream that was requested before its session was ready. Dispose it when the stream has begun or has failed.</summary>
internal sealed class StreamExpectation(Action ended) : IDisposable
{
    private int _disposed;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            ended();
        }
    }
}
