using WireMock.ResponseBuilders;

namespace LiteLlm.AgentSdk.Wire.Tests.Wire;

/// <summary>A JSON answer that is held back until the test releases it.</summary>
internal sealed class HeldAnswer
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrivals;

    public HeldAnswer(string json) => Response = WireMock.ResponseBuilders.Response.Create()
        .WithStatusCode(200)
        .WithHeader("Content-Type", "application/json")
        .WithBody(_ => HoldAsync(json));

    /// <summary>Gets the answer for a route.</summary>
    public IResponseBuilder Response { get; }

    /// <summary>Gets a task that completes when a request has arrived completely.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(s_patience);

    /// <summary>Gets a value indicating whether a request has arrived completely.</summary>
    public bool HasArrived => _arrived.Task.IsCompleted;

    /// <summary>Gets the number of requests that have arrived.</summary>
    public int Arrivals => Volatile.Read(ref _arrivals);

    /// <summary>Releases the answer.</summary>
    public void Release() => _released.TrySetResult();

    private async Task<string> HoldAsync(string json)
    {
        Interlocked.Increment(ref _arrivals);
        _arrived.TrySetResult();
        await _released.Task.WaitAsync(s_patience);
        return json;
    }
}
