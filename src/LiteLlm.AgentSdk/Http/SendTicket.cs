namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// Identifies a call of the SDK to the innermost handler. It flows with the async call, not with the request object, which a handler may
/// copy. With it, <see cref="SendOnceHandler"/> sends a call that can't be repeated only once, and keeps its first outcome.
/// </summary>
/// <param name="request">The call.</param>
/// <param name="message">The HTTP request of the call.</param>
/// <param name="pipeline">The origin of the handlers that process the call.</param>
/// <param name="time">The clock.</param>
/// <param name="cancellationToken">The call's own token, because handlers above may have timeouts that are shorter than a turn.</param>
internal sealed class SendTicket(
    ApiRequest request, HttpRequestMessage message, HttpPipeline pipeline, TimeProvider time, CancellationToken cancellationToken)
{
    private static readonly AsyncLocal<SendTicket?> Flow = new();
    private readonly TaskCompletionSource<FirstResponse> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpMethod _method = message.Method;
    private readonly string? _path = message.RequestUri?.AbsolutePath;
    private int _tries;
    private bool _isSettled;

    /// <summary>Gets or sets the ticket of the current call; null outside the SDK's calls.</summary>
    public static SendTicket? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>Gets a value indicating whether the request must be sent only once.</summary>
    public bool IsOnce { get; } = !request.IsRepeatable;

    /// <summary>Gets a value indicating whether the response should be an event stream.</summary>
    public bool IsStream { get; } = request.IsStream;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Gets the call's own token.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Gets how often the request has reached the innermost handler.</summary>
    public int Tries => Volatile.Read(ref _tries);

    /// <summary>
    /// Gets a value indicating whether the request was certainly not sent: the innermost handler belongs to the SDK, and the request did
    /// not reach it.
    /// </summary>
    public bool WasHeldBack => pipeline != HttpPipeline.Callers && Tries == 0;

    /// <summary>Gets a value indicating whether the sent request had the SDK's own body, not a handler's copy of it.</summary>
    public bool CarriedOwnBody { get; private set; }

    /// <summary>Gets a value indicating whether the first outcome is kept and decides, even if a handler above replaces it.</summary>
    public bool KeepsFirst => IsOnce && pipeline == HttpPipeline.Factory && Tries > 0;

    /// <summary>Gets the outcome of the first attempt: its response or its exception.</summary>
    public Task<FirstResponse> First => _first.Task;

    /// <summary>Returns whether a request belongs to this call. A handler may send other requests, for example to get a token.</summary>
    public bool IsFor(HttpRequestMessage request) => request.Method == _method && request.RequestUri?.AbsolutePath == _path;

    /// <summary>Counts an attempt, and returns whether it may be sent.</summary>
    /// <returns>true for the first attempt; otherwise, false.</returns>
    public bool TryPass(HttpRequestMessage request)
    {
        if (Interlocked.Increment(ref _tries) != 1)
        {
            return false;
        }

        CarriedOwnBody = request.Content is JsonBody;
        return true;
    }

    /// <summary>Keeps the response of the first attempt.</summary>
    public void Complete(FirstResponse response)
    {
        _first.TrySetResult(response);
        if (Volatile.Read(ref _isSettled))
        {
            response.Settle();
        }
    }

    /// <summary>Keeps the exception of the first attempt.</summary>
    public void Fail(Exception cause)
    {
        _first.TrySetException(cause);
        _ = _first.Task.Exception; // Marks the exception as observed, because there may be no further attempt.
    }

    /// <summary>States that the call has its response, so no further copy will be needed.</summary>
    public void Settle()
    {
        Volatile.Write(ref _isSettled, true);
        if (_first.Task.IsCompletedSuccessfully)
        {
            _first.Task.Result.Settle();
        }
    }
}
