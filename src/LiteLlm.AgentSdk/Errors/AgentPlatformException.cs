using System.Net;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The base class of the SDK's exceptions. It says whether the call may have taken effect, whether a retry may succeed, and what the
/// platform answered. Two kinds of exceptions do not derive from it: the caller's own cancellation
/// (<see cref="OperationCanceledException"/>) and invalid arguments (<see cref="ArgumentException"/>).
/// </summary>
public class AgentPlatformException : Exception
{
    private bool _mayHaveTakenEffect;
    private Delivery? _delivery;

    /// <summary>Initializes a new instance of the <see cref="AgentPlatformException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public AgentPlatformException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformException(string message, FailureFacts facts)
        : base(message)
    {
        StatusCode = facts.StatusCode;
        ErrorMessage = facts.ErrorMessage;
        ResponseBody = facts.ResponseBody;
        RequestId = facts.RequestId;
        ValidationErrors = facts.ValidationErrors;
        IsTransient = facts.IsTransient;
        MayHaveTakenEffect = facts.MayHaveTakenEffect;
        ServerDelay = facts.RetryAfter;
    }

    /// <summary>Gets the HTTP status of the response.</summary>
    /// <value><see langword="null"/> if there was no response.</value>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Gets the platform's error text (the <c>error</c> field of the response), with secrets removed.</summary>
    /// <value><see langword="null"/> if the response had none.</value>
    public string? ErrorMessage { get; init; }

    /// <summary>Gets all problems with the input, not only the first one, whether the SDK or the platform found them.</summary>
    /// <value>Empty if no problem with the input is known.</value>
    public IReadOnlyList<ValidationError> ValidationErrors { get; init; } = [];

    /// <summary>Gets a value indicating whether the same call may succeed if it is retried later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>
    /// Gets a value indicating whether the call may have changed something on the platform. <see langword="false"/> is a promise that it
    /// has not.
    /// </summary>
    public bool MayHaveTakenEffect
    {
        get => _mayHaveTakenEffect;
        init => _mayHaveTakenEffect = value;
    }

    /// <summary>
    /// Gets what is known about whether the call took effect. <see cref="Delivery.NotSent"/> is a promise that it did not, like
    /// <see langword="false"/> in <see cref="MayHaveTakenEffect"/>.
    /// </summary>
    /// <value>Default: <see cref="Delivery.Unknown"/> if the call may have taken effect; otherwise, <see cref="Delivery.NotSent"/>.</value>
    public Delivery Delivery
    {
        get => _delivery ?? (_mayHaveTakenEffect ? Delivery.Unknown : Delivery.NotSent);
        init => _delivery = value;
    }

    /// <summary>
    /// Gets when the turn of a message was last seen: when its session last sent an event, or when its messages last grew.
    /// </summary>
    /// <value><see langword="null"/> if the turn was not seen, or if the exception is not about a turn.</value>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>Gets the request id that a gateway assigned. Quote it to the gateway's operators.</summary>
    /// <value><see langword="null"/> if the response had none; the platform itself sends none.</value>
    public string? RequestId { get; init; }

    /// <summary>Gets the beginning of the response's body (at most 4,096 characters), with secrets removed.</summary>
    /// <value><see langword="null"/> if there was no response.</value>
    public string? ResponseBody { get; init; }

    /// <summary>Gets the delay that the server asked for in <c>Retry-After</c>.</summary>
    internal TimeSpan? ServerDelay { get; init; }

    /// <summary>Records that an earlier attempt of the same call may have reached the platform, even if this attempt did not.</summary>
    internal void AddDoubt() => _mayHaveTakenEffect = true;

    /// <summary>
    /// Gets a value indicating whether the request certainly did not leave this machine completely, so that even a POST can be sent again.
    /// </summary>
    internal bool NeverLeft { get; init; }
}
