using System.Buffers;
using System.Text.Json;
using LiteLlm.AgentSdk.AspNetCore.Streaming;

namespace LiteLlm.AgentSdk.AspNetCore.Problems;

/// <summary>A failure as problem JSON, in a response or as the last event of a stream. It contains no secrets.</summary>
internal sealed record AgentProblem
{
    /// <summary>Gets the name of the event that has a problem as its data.</summary>
    public static ReadOnlySpan<byte> EventName => "failed"u8;

    /// <summary>Gets the kind of the failure as a URI, as problem JSON requires.</summary>
    public string Type => "urn:litellm-agent-platform:" + Code;

    public required string Code { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public string? Detail { get; init; }

    public required bool IsTransient { get; init; }

    public required bool MayHaveTakenEffect { get; init; }

    public long? RetryAfterSeconds { get; init; }

    public IReadOnlyList<ValidationError> Errors { get; init; } = [];

    public TurnError? Error { get; init; }

    public Reply? Reply { get; init; }

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
            Errors = e.ValidationErrors,
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
        Error = error,
        Reply = reply,
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

    public byte[] ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, EventWriter.JsonOptions))
        {
            json.WriteStartObject();
            WriteMembers(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the members of the problem. Those without a value are left out.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, Type);
        json.WriteString("code"u8, Code);
        json.WriteString("title"u8, Title);
        json.WriteNumber("status"u8, Status);
        if (Detail is not null)
        {
            json.WriteString("detail"u8, Detail);
        }

        json.WriteBoolean("is_transient"u8, IsTransient);
        json.WriteBoolean("may_have_taken_effect"u8, MayHaveTakenEffect);
        if (RetryAfterSeconds is { } seconds)
        {
            json.WriteNumber("retry_after_seconds"u8, seconds);
        }

        if (Errors.Count > 0)
        {
            WriteErrors(json);
        }

        if (Error is not null)
        {
            TurnJson.WriteError(json, Error);
        }

        if (Reply is not null)
        {
            json.WriteStartObject("reply"u8);
            TurnJson.WriteReply(json, Reply);
            json.WriteEndObject();
        }
    }

    private void WriteErrors(Utf8JsonWriter json)
    {
        json.WriteStartArray("errors"u8);
        foreach (ValidationError error in Errors)
        {
            json.WriteStartObject();
            json.WriteString("path"u8, error.Path);
            json.WriteString("message"u8, error.Message);
            if (error.Code is not null)
            {
                json.WriteString("code"u8, error.Code);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
