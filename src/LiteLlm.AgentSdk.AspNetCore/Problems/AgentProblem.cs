using System.Text.Json;
using System.Text.Json.Serialization;
using LiteLlm.AgentSdk.AspNetCore.Streaming;

namespace LiteLlm.AgentSdk.AspNetCore.Problems;

/// <summary>A failure as problem JSON, in a response or as the last event of a stream. It contains no secrets.</summary>
internal sealed record AgentProblem
{
    /// <summary>Gets the kind of the failure as a URI, as problem JSON requires.</summary>
    [JsonPropertyOrder(-3)]
    public string Type => "urn:litellm-agent-platform:" + Code;

    [JsonPropertyOrder(-2)]
    public required string Code { get; init; }

    [JsonPropertyOrder(-1)]
    public required string Title { get; init; }

    public required int Status { get; init; }

    public string? Detail { get; init; }

    public required bool IsTransient { get; init; }

    public required bool MayHaveTakenEffect { get; init; }

    public long? RetryAfterSeconds { get; init; }

    public IReadOnlyList<AgentProblemItem>? Errors { get; init; }

    public TurnErrorData? Error { get; init; }

    public ReplyData? Reply { get; init; }

    public static AgentProblem Of(AgentPlatformException e, bool includeMessage)
    {
        (string code, int status, string title) = ProblemKinds.Of(e);
        return new AgentProblem
        {
            Code = code,
            Status = status,
            Title = title,
            Detail = includeMessage ? e.Message : null,
            IsTransient = e.IsTransient,
            MayHaveTakenEffect = e.MayHaveTakenEffect,
            RetryAfterSeconds = e is AgentPlatformRateLimitException { RetryAfter: { } after } ? (long)Math.Ceiling(after.TotalSeconds)
                : null,
            Errors = e.ValidationErrors.Count == 0 ? null
                : [.. e.ValidationErrors.Select(v => new AgentProblemItem { Path = v.Path, Message = v.Message, Code = v.Code })],
        };
    }

    /// <summary>Creates the problem of a turn that failed or was aborted.</summary>
    public static AgentProblem Of(Reply reply, TurnError error) => new()
    {
        Code = error.IsAbort ? "turn_aborted" : "turn_failed",
        Status = 502,
        Title = error.IsAbort ? "The turn was aborted." : "The turn failed.",
        IsTransient = false,
        MayHaveTakenEffect = true,
        Error = new TurnErrorData { Name = error.Name, Message = error.Message },
        Reply = ReplyData.Of(reply),
    };

    /// <summary>Gets the problem of an error in the application itself, without details.</summary>
    public static AgentProblem Internal { get; } = new()
    {
        Code = "internal",
        Status = 500,
        Title = "An error occurred in this application.",
        IsTransient = false,
        MayHaveTakenEffect = true,
    };

    /// <summary>Gets the problem of an application that stops before the turn has ended.</summary>
    public static AgentProblem Stopping { get; } = new()
    {
        Code = "stopping",
        Status = 503,
        Title = "This application is restarting. The turn continues and can be resumed.",
        IsTransient = true,
        MayHaveTakenEffect = true,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, EventJson.Problem);
}
