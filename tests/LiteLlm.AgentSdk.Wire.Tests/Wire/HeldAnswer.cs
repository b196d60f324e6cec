using WireMock.ResponseBuilders;

namespace LiteLlm.AgentSdk.Wire.Tests.Wire;

/// <summary>A JSON answer that is held back until the test releases it.</summary>
internal sealed class HeldAnswer
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldAnswer(string json) =>
        Response = WireMock.ResponseBuilders.Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody(async _ =>
        {
            _arrived.TrySetResult();
            await _released.Task.WaitAsync(s_patience);
            return json;
        });

    /// <summary>What to give a route.</summary>
    public IResponseBuilder Response { get; }

    /// <summary>Ends when a request has arrived whole.</summary>
    public Task Arrived => _arrived.Task.WaitAsync(s_patience);

    /// <summary>Whether a request has arrived whole.</summary>
    public bool HasArrived => _arrived.Task.IsCompleted;

    /// <summary>Lets the answer go.</summary>
    public void Release() => _released.TrySetResult();
}
