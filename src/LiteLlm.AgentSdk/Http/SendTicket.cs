namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// What the innermost handler knows of a call of the SDK's. It goes with the flow of the call (not with the request object, which a handler
/// may copy), so that a call that can't be repeated passes to the network once, whatever a handler above does, and its first outcome is the
/// only one.
/// </summary>
/// <param name="request">The call.</param>
/// <param name="message">Its message.</param>
/// <param name="pipeline">The handlers that it goes through.</param>
/// <param name="time">The clock.</param>
/// <param name="cancellationToken">The call's own token: handlers above may have shorter limits than a turn takes.</param>
internal sealed class SendTicket(
    ApiRequest request, HttpRequestMessage message, HttpPipeline pipeline, TimeProvider time, CancellationToken cancellationToken)
{
    private static readonly AsyncLocal<SendTicket?> Flow = new();
    private readonly TaskCompletionSource<FirstResponse> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpMethod _method = message.Method;
    private readonly string? _path = message.RequestUri?.AbsolutePath;
    private int _tries;
    private bool _isSettled;

    /// <summary>Gets or sets the ticket of the call that is being made; none outside the SDK's own calls.</summary>
    public static SendTicket? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>Gets a value indicating whether the request may pass once alone.</summary>
    public bool IsOnce { get; } = !request.IsRepeatable;

    /// <summary>Gets a value indicating whether the response should be an event stream.</summary>
    public bool IsStream { get; } = request.IsStream;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Gets the call's own token.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Gets how often the request has come down to the innermost handler.</summary>
    public int Tries => Volatile.Read(ref _tries);

    /// <summary>
    /// Gets a value indicating whether it is proven that the request has not passed: the innermost handler is the SDK's, and has not seen
    /// it.
    /// </summary>
    public bool WasHeldBack => pipeline != HttpPipeline.Callers && Tries == 0;

    /// <summary>Gets a value indicating whether what passed carried the SDK's own body, and not a handler's copy of it.</summary>
    public bool CarriedOwnBody { get; private set; }

    /// <summary>Gets a value indicating whether the first outcome is kept: it decides, whatever a handler above makes of it.</summary>
    public bool KeepsFirst => IsOnce && pipeline == HttpPipeline.Factory && Tries > 0;

    /// <summary>Gets how the first passage ended: its response, or its exception.</summary>
    public Task<FirstResponse> First => _first.Task;

    /// <summary>Whether a request is this call, and not one that a handler makes on the way (for a token, say).</summary>
    public bool IsFor(HttpRequestMessage request) => request.Method == _method && request.RequestUri?.AbsolutePath == _path;

    /// <summary>Lets the first try pass.</summary>
    /// <returns>true for the first try; otherwise, false.</returns>
    public bool TryPass(HttpRequestMessage request)
    {
        if (Interlocked.Increment(ref _tries) != 1)
        {
            return false;
        }

        CarriedOwnBody = request.Content is JsonBody;
        return true;
    }

    /// <summary>Keeps the response of the first passage.</summary>
    public void Complete(FirstResponse response)
    {
        _first.TrySetResult(response);
        if (Volatile.Read(ref _isSettled))
        {
            response.Settle();
        }
    }

    /// <summary>Keeps the exception of the first passage.</summary>
    public void Fail(Exception cause)
    {
        _first.TrySetException(cause);
        _ = _first.Task.Exception; // observed: nobody may try again
    }

    /// <summary>The call has its response: nobody will ask for another copy.</summary>
    public void Settle()
    {
        Volatile.Write(ref _isSettled, true);
        if (_first.Task.IsCompletedSuccessfully)
        {
            _first.Task.Result.Settle();
        }
    }
}
