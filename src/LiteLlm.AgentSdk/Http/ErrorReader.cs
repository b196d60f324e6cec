using System.Text.Json;

namespace LiteLlm.AgentSdk.Http;

/// <summary>From an answer that is not a success to the exception that says what a caller needs.</summary>
internal static class ErrorReader
{
    /// <summary>Whether a 404 is the platform's own word on a resource, or only says that nothing is at this address.</summary>
    public static bool IsPlatformsOwn(ReadOnlySpan<byte> body)
    {
        try
        {
            Utf8JsonReader reader = new(body, ForeignJson.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            bool hasError = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!JsonScan.NameIs(ref reader, "error"u8))
                {
                    // The gateway's {"type":"error","error":{...}}, a framework's {"status":404,"error":"Not Found"}: somebody else.
                    return false;
                }

                reader.Read();
                hasError = reader.TokenType switch
                {
                    JsonTokenType.String or JsonTokenType.StartArray => true,
                    JsonTokenType.StartObject => IsNestedError(reader),
                    _ => false,
                };
                reader.Skip();
            }

            return hasError;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // {"error":{"error":"..."}}, and not the gateway's {"error":{"message":...,"type":...}}.
    private static bool IsNestedError(Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && JsonScan.NameIs(ref reader, "error"u8);

    /// <summary>The exception that a failure is told as.</summary>
    public static AgentPlatformException Read(
        ApiRequest request, ResponseInfo info, ReadOnlySpan<byte> body, IReadOnlyCollection<string> secrets, TimeSpan? retryAfter,
            bool platformsOwn)
    {
        ErrorWords words = ErrorWords.Read(body, info, platformsOwn, secrets);
        int status = (int)info.StatusCode;
        string? error = words.Text is null ? null : Shortened(Redactor.Text(words.Text, secrets));

        // A gateway names its requests as it likes, with what it was sent if need be.
        string? requestId = info.RequestId is { } id ? Redactor.Text(id, secrets) : null;
        string message = $"{request} answered {status}: {Tell(status, error, body.IsEmpty)}"
            + (requestId is null ? "" : $" (request {requestId})");

        // A refusal proves that nothing took effect; what a gateway says of its own troubles proves nothing.
        bool refused = StatusMeaning.IsRefusal(status)
            || (platformsOwn && status is (400 or 409 or 410 or 422))
            || (words.IsQuota && status is (400 or 402));
        ErrorKind kind = Kind(status, words);
        return Create(kind, message, new FailureFacts
        {
            StatusCode = info.StatusCode,
            ErrorMessage = error,
            ResponseBody = Redactor.Body(body, secrets),
            RequestId = requestId,
            ValidationErrors = Problems(kind, words, error, secrets),
            RetryAfter = retryAfter,
            IsTransient = StatusMeaning.IsTransient(status) && !words.IsQuota,
            MayHaveTakenEffect = request.Method != HttpMethod.Get && !refused,
        });
    }

    /// <summary>A success whose body is not what it should be.</summary>
    public static AgentPlatformException Unreadable(ApiRequest request, ResponseInfo info, ReadOnlySpan<byte> body, Exception cause) =>
        new(
            WebPage.IsOne(body, info)
                ? $"{request} answered {(int)info.StatusCode}: {WebPage.NotTheApi}"
                : $"{request} answered {(int)info.StatusCode} with a body that can't be read: "
                    + Redactor.Text(cause.Message, request.AllSecrets)
                    + (Words(body, request.AllSecrets) is { } words ? $" The body says: {words}" : ""),
            cause)
        {
            StatusCode = info.StatusCode,
            ErrorMessage = Words(body, request.AllSecrets),
            RequestId = info.RequestId is { } id ? Redactor.Text(id, request.AllSecrets) : null,
            MayHaveTakenEffect = request.Method != HttpMethod.Get,
            ResponseBody = Redactor.Body(body, request.AllSecrets),
        };

    /// <summary>
    /// Gets what an object in place of the expected record says of an error; null when it says nothing, or is not an object.
    /// </summary>
    public static string? Words(ReadOnlySpan<byte> body, IReadOnlyCollection<string> secrets) =>
        ErrorWords.InPlaceOfRecord(body) is { } words ? Shortened(Redactor.Text(words, secrets)) : null;

    private const int MaxWords = 500;

    private static string Shortened(string text) => text.Length > MaxWords ? text[..MaxWords] : text;

    /// <summary>What is wrong with the request; nothing where something else than the request is refused.</summary>
    private static List<ValidationError> Problems(
        ErrorKind kind, ErrorWords words, string? error, IReadOnlyCollection<string> secrets) => kind switch
    {
        ErrorKind.Validation when words.Problems.Count == 0 => [new("", error ?? "the platform did not say what is wrong")],
        ErrorKind.Validation or ErrorKind.Other =>
        [
            .. words.Problems.Select(p => p with
            {
                Message = Redactor.Text(p.Message, secrets),
                Path = Redactor.Text(p.Path, secrets),
                Code = p.Code is null ? null : Redactor.Text(p.Code, secrets),
            }),
        ],
        _ => [],
    };

    /// <summary>The words of the body, and what the status means where they don't explain it, or there are none.</summary>
    private static string Tell(int status, string? error, bool isEmpty)
    {
        string said = error ?? (isEmpty ? "an empty body" : "a body that is not the platform's");
        return (error is null || StatusMeaning.IsForeign(status)) && StatusMeaning.Of(status) is { } meaning ? $"{said} ({meaning})" : said;
    }

    private static ErrorKind Kind(int status, ErrorWords words) => status switch
    {
        401 or 403 => ErrorKind.Authentication,
        404 when words.Text is { } text && text.EndsWith("not found or not ready", StringComparison.Ordinal) => ErrorKind.Conflict,
        404 => ErrorKind.NotFound,
        400 or 422 when words.IsAboutRequest => ErrorKind.Validation,
        409 or 410 => ErrorKind.Conflict,
        429 => ErrorKind.RateLimit,
        _ when StatusMeaning.IsUnavailable(status) => ErrorKind.Unavailable,
        _ => ErrorKind.Other,
    };

    private static AgentPlatformException Create(ErrorKind kind, string message, FailureFacts facts) => kind switch
    {
        ErrorKind.Authentication => new AgentPlatformAuthenticationException(message, facts),
        ErrorKind.NotFound => new AgentPlatformNotFoundException(message, facts),
        ErrorKind.Conflict => new AgentPlatformConflictException(message, facts),
        ErrorKind.Validation => new AgentPlatformValidationException(message, facts),
        ErrorKind.RateLimit => new AgentPlatformRateLimitException(message, facts),
        ErrorKind.Unavailable => new AgentPlatformSandboxException(message, facts),
        _ => new AgentPlatformException(message, facts),
    };

    private enum ErrorKind
    {
        Other,
        Authentication,
        NotFound,
        Conflict,
        Validation,
        RateLimit,
        Unavailable,
    }
}
