using System.Text.Json;
using System.Text.Json.Serialization;
using LiteLlm.AgentSdk.AspNetCore.Streaming;

namespace LiteLlm.AgentSdk.AspNetCore.Problems;

/// <summary>What is told of a failure, in an answer of its own or as the last event of a stream. Nothing in it is a secret.</summary>
internal sealed record AgentProblem
{
    /// <summary>Gets the kind of failure as a URI, as problem JSON has it.</summary>
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

    /// <summary>The turn ran and failed, or was aborted: the platform's own answer.</summary>
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

    /// <summary>Gets something else than the platform: nothing is told of it.</summary>
    public static AgentProblem Internal { get; } = new()
    {
        Code = "internal",
        Status = 500,
        Title = "Something went wrong in this application.",
        IsTransient = false,
        MayHaveTakenEffect = true,
    };

    /// <summary>Gets the problem of a process that ends while its turn does not.</summary>
    public static AgentProblem Stopping { get; } = new()
    {
        Code = "stopping",
        Status = 503,
        Title = "This application is being restarted. The turn goes on and can be taken up again.",
        IsTransient = true,
        MayHaveTakenEffect = true,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, EventJson.Problem);
}
