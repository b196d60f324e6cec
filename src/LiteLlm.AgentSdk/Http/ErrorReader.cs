using System.Text.Json;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Creates the exception for an unsuccessful response.</summary>
internal static class ErrorReader
{
    /// <summary>Returns whether an error body comes from the platform itself, not from a gateway, a framework or another server.</summary>
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
                    // Not the platform's: a gateway sends {"type":"error","error":{...}}, frameworks send {"status":404,"error":"Not
                    // Found"}.
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

    // The platform sends {"error":{"error":"..."}}; the gateway sends {"error":{"message":...,"type":...}}.
    private static bool IsNestedError(Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && JsonScan.NameIs(ref reader, "error"u8);

    /// <summary>Creates the exception for a failed call.</summary>
    public static AgentPlatformException Read(
        ApiRequest request, ResponseInfo info, ReadOnlySpan<byte> body, IReadOnlyCollection<string> secrets, TimeSpan? retryAfter,
            bool platformsOwn)
    {
        ErrorWords words = ErrorWords.Read(body, info, platformsOwn, secrets);
        int status = (int)info.StatusCode;
        string? error = words.Text is null ? null : Shortened(Redactor.Text(words.Text, secrets));

        // A gateway chooses its request ids freely; an id may contain something that was sent.
        string? requestId = info.RequestId is { } id ? Redactor.Text(id, secrets) : null;
        string message = $"{request} returned {status}: {Describe(status, error, body.IsEmpty)}"
            + (requestId is null ? "" : $" (request {requestId})");

        // A refusal proves that nothing took effect; an error of a gateway itself does not.
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

    /// <summary>Creates the exception for a successful response with an unexpected body.</summary>
    public static AgentPlatformException Unreadable(ApiRequest request, ResponseInfo info, ReadOnlySpan<byte> body, Exception cause) =>
        new(
            WebPage.IsOne(body, info)
                ? $"{request} returned {(int)info.StatusCode}: {WebPage.NotTheApi}"
                : $"{request} returned {(int)info.StatusCode} with a body that can't be read: "
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
    /// Returns the error text of a body that should be a record; null if the body is not an object, or has no error text.
    /// </summary>
    public static string? Words(ReadOnlySpan<byte> body, IReadOnlyCollection<string> secrets) =>
        ErrorWords.InPlaceOfRecord(body) is { } words ? Shortened(Redactor.Text(words, secrets)) : null;

    private const int MaxWords = 500;

    private static string Shortened(string text) => text.Length > MaxWords ? text[..MaxWords] : text;

    /// <summary>Gets the problems with the request; none if the failure has another cause than the request.</summary>
    private static List<ValidationError> Problems(ErrorKind kind, ErrorWords words, string? error, IReadOnlyCollection<string> secrets)
    {
        if (kind is not (ErrorKind.Validation or ErrorKind.Other))
        {
            return [];
        }

        if (kind == ErrorKind.Validation && words.Problems.Count == 0)
        {
            return [new("", error ?? "the platform gave no reason")];
        }

        return
        [
            .. words.Problems.Select(p => p with
            {
                Message = Redactor.Text(p.Message, secrets),
                Path = Redactor.Text(p.Path, secrets),
                Code = p.Code is null ? null : Redactor.Text(p.Code, secrets),
            }),
        ];
    }

    /// <summary>Returns the error text of the body, with the meaning of the status if the text is missing or may not explain it.</summary>
    private static string Describe(int status, string? error, bool isEmpty)
    {
        string said = error ?? (isEmpty ? "an empty body" : "a body in an unknown format");
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
