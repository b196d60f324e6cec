using System.Net;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What goes wrong with the platform, and what a caller needs to know to go on: did it take effect, may it be tried again,
/// what did the platform say. Everything that the SDK throws of itself derives from this, but the caller's own cancellation
/// (<see cref="OperationCanceledException"/>) and wrong arguments (<see cref="ArgumentException"/>).
/// </summary>
public class AgentPlatformException : Exception
{
    private bool _mayHaveTakenEffect;
    private Delivery? _delivery;

    /// <summary>Initializes a new instance of the <see cref="AgentPlatformException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
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

    /// <summary>Gets the status of the answer.</summary>
    /// <value><see langword="null"/> when there was none.</value>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Gets the platform's own words (the <c>error</c> of the answer), with secrets taken out.</summary>
    /// <value><see langword="null"/> when it said nothing.</value>
    public string? ErrorMessage { get; init; }

    /// <summary>Gets every problem with what was given, found by the SDK or by the platform; never only the first.</summary>
    /// <value>Empty when nothing was wrong with it.</value>
    public IReadOnlyList<ValidationError> ValidationErrors { get; init; } = [];

    /// <summary>Gets a value indicating whether the same call may well work a little later.</summary>
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
    /// Gets what is known of whether the call reached the platform: <see cref="Delivery.NotSent"/> is as certain as a
    /// <see cref="MayHaveTakenEffect"/> of <see langword="false"/>.
    /// </summary>
    /// <value>Default: <see cref="Delivery.Unknown"/> if the call may have taken effect; otherwise, <see cref="Delivery.NotSent"/>.</value>
    public Delivery Delivery
    {
        get => _delivery ?? (_mayHaveTakenEffect ? Delivery.Unknown : Delivery.NotSent);
        init => _delivery = value;
    }

    /// <summary>Gets the id that a gateway gave the request, to quote to its operators.</summary>
    /// <value><see langword="null"/> when none was sent; the platform itself sends none.</value>
    public string? RequestId { get; init; }

    /// <summary>Gets the beginning of the answer's body (4,096 characters at most), with secrets taken out.</summary>
    /// <value><see langword="null"/> when there was none.</value>
    public string? ResponseBody { get; init; }

    /// <summary>Gets what the server asked for in <c>Retry-After</c>.</summary>
    internal TimeSpan? ServerDelay { get; init; }

    /// <summary>For a call of which an earlier attempt may have arrived, though this one did not.</summary>
    internal void AddDoubt() => _mayHaveTakenEffect = true;

    /// <summary>
    /// Gets a value indicating whether it is proven that the request never left this machine as a whole: it may be made again whatever it
    /// was.
    /// </summary>
    internal bool NeverLeft { get; init; }
}
