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

    /// <summary>What to give a route.</summary>
    public IResponseBuilder Response { get; }

    /// <summary>Ends when a request has arrived whole.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(s_patience);

    /// <summary>Whether a request has arrived whole.</summary>
    public bool HasArrived => _arrived.Task.IsCompleted;

    /// <summary>How many requests have arrived.</summary>
    public int Arrivals => Volatile.Read(ref _arrivals);

    /// <summary>Lets the answer go.</summary>
    public void Release() => _released.TrySetResult();

    private async Task<string> HoldAsync(string json)
    {
        Interlocked.Increment(ref _arrivals);
        _arrived.TrySetResult();
        await _released.Task.WaitAsync(s_patience);
        return json;
    }
}
