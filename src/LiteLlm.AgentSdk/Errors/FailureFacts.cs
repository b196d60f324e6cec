using System.Net;

namespace LiteLlm.AgentSdk;

/// <summary>What is known of a failed response. It is the same for all types of exceptions.</summary>
internal sealed record FailureFacts
{
    public required HttpStatusCode StatusCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ResponseBody { get; init; }

    public string? RequestId { get; init; }

    public IReadOnlyList<ValidationError> ValidationErrors { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    public bool IsTransient { get; init; }

    public bool MayHaveTakenEffect { get; init; }
}
