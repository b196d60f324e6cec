namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>A stream that was asked for before its session was ready. It has begun, or will never, when this is disposed.</summary>
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
