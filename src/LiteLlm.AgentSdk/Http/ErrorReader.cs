using System.Net;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Http;

/// <summary>From an answer that is no success to the exception that says what a caller needs.</summary>
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

    public static AgentPlatformException Read(
        ApiRequest request, ResponseInfo info, ReadOnlySpan<byte> body, IReadOnlyCollection<string> secrets, TimeSpan? retryAfter, bool platformsOwn)
    {
        (string? error, List<ValidationError> problems) = Understand(body, info, secrets);
        error = error is null ? null : Redactor.Text(error, secrets);
        if (error?.Length > MaxWords)
        {
            error = error[..MaxWords];
        }

        problems = problems.ConvertAll(p => p with { Message = Redactor.Text(p.Message, secrets), Path = Redactor.Text(p.Path, secrets), Code = p.Code is null ? null : Redactor.Text(p.Code, secrets) });
        string? raw = Redactor.Body(body, secrets);
        int status = (int)info.StatusCode;

        // A gateway names its requests as it likes, with what it was sent if need be.
        string? requestId = info.RequestId is { } id ? Redactor.Text(id, secrets) : null;
        string message = $"{request} answered {status}: {error ?? (body.IsEmpty ? "an empty body" : "a body that is not the platform's")}"
            + (requestId is null ? "" : $" (request {requestId})");

        // A refusal proves that nothing took effect; what a gateway says of its own troubles proves nothing.
        bool refused = status is 401 or 403 or 404 or 405 or 413 or 429 or 431 || (platformsOwn && status is (400 or 409 or 410 or 422));
        bool mayHaveTakenEffect = request.Method != HttpMethod.Get && !refused;
        bool transient = status is 408 or 429 or 502 or 503 or 504;
        return status switch
        {
            401 or 403 => new AgentPlatformAuthenticationException(message) { StatusCode = info.StatusCode, ErrorMessage = error, ResponseBody = raw, RequestId = requestId },
            404 when error is not null && error.EndsWith("not found or not ready", StringComparison.Ordinal) =>
                new AgentPlatformConflictException(message) { StatusCode = info.StatusCode, ErrorMessage = error, ResponseBody = raw, RequestId = requestId },
            404 => new AgentPlatformNotFoundException(message) { StatusCode = info.StatusCode, ErrorMessage = error, ResponseBody = raw, RequestId = requestId },
            400 or 422 => new AgentPlatformValidationException(message)
            {
                StatusCode = info.StatusCode,
                ErrorMessage = error,
                ResponseBody = raw,
                RequestId = requestId,
                ValidationErrors = problems.Count > 0 ? problems : [new("", error ?? "the platform did not say what is wrong")],
                MayHaveTakenEffect = mayHaveTakenEffect,
            },
            409 or 410 => new AgentPlatformConflictException(message) { StatusCode = info.StatusCode, ErrorMessage = error, ResponseBody = raw, RequestId = requestId, MayHaveTakenEffect = mayHaveTakenEffect },
            429 => new AgentPlatformRateLimitException(message) { StatusCode = info.StatusCode, ErrorMessage = error, ResponseBody = raw, RequestId = requestId, IsTransient = true, RetryAfter = retryAfter, ServerDelay = retryAfter },
            502 or 503 or 504 => new AgentPlatformSandboxException(message)
            {
                StatusCode = info.StatusCode,
                ErrorMessage = error,
                ResponseBody = raw,
                RequestId = requestId,
                IsTransient = true,
                MayHaveTakenEffect = mayHaveTakenEffect,
                ServerDelay = retryAfter,
            },
            _ => new AgentPlatformException(message)
            {
                StatusCode = info.StatusCode,
                ErrorMessage = error,
                ResponseBody = raw,
                RequestId = requestId,
                ValidationErrors = problems,
                IsTransient = transient,
                ServerDelay = retryAfter,
                MayHaveTakenEffect = mayHaveTakenEffect,
            },
        };
    }

    /// <summary>A success whose body is not what it should be.</summary>
    public static AgentPlatformException Unreadable(ApiRequest request, ResponseInfo info, ReadOnlySpan<byte> body, Exception cause) =>
        new(
            IsWebPage(body, info)
                ? $"{request} answered {(int)info.StatusCode}: {WebPage}"
                : $"{request} answered {(int)info.StatusCode} with a body that can't be read: {Redactor.Text(cause.Message, request.AllSecrets)}",
            cause)
        {
            StatusCode = info.StatusCode,
            RequestId = info.RequestId is { } id ? Redactor.Text(id, request.AllSecrets) : null,
            MayHaveTakenEffect = request.Method != HttpMethod.Get,
            ResponseBody = Redactor.Body(body, request.AllSecrets),
        };

    private const int MaxWords = 500;

    private const string WebPage = "the address answered with a web page, not the API: is the base URL right?";

    private static (string? Error, List<ValidationError> Problems) Understand(ReadOnlySpan<byte> body, ResponseInfo info, IReadOnlyCollection<string> secrets)
    {
        if (body.IsEmpty)
        {
            return (null, []);
        }

        if (IsWebPage(body, info))
        {
            return (WebPage, []);
        }

        try
        {
            List<ValidationError> problems = [];
            return (ErrorText(ForeignJson.Parse(body), problems, MaxErrorDepth), problems);
        }
        catch (JsonException)
        {
            // A load balancer's own words.
            string text = Redactor.Text(Encoding.UTF8.GetString(body), secrets).Trim();
            return (text.Length == 0 ? null : text, []);
        }
    }

    private static bool IsWebPage(ReadOnlySpan<byte> body, ResponseInfo info) =>
        (info.Headers.TryGetValue("Content-Type", out IReadOnlyList<string>? type) && type.Count > 0 && type[0].StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
        || body.TrimStart(" \t\r\n"u8).StartsWith("<"u8);

    private static string? ErrorText(JsonElement error, List<ValidationError> problems, int depth)
    {
        switch (error.ValueKind)
        {
            case JsonValueKind.String:
                return ForeignJson.GetString(error);
            case JsonValueKind.Array:
                foreach (JsonElement issue in error.EnumerateArray())
                {
                    problems.Add(Issue(issue));
                }

                return string.Join("; ", problems);
            case JsonValueKind.Object:
                // {"error": ...} in any depth; {"message": "..."} of the gateway; {"detail": ...} of the older proxy.
                foreach (string name in ErrorFields)
                {
                    if (ForeignJson.TryGet(error, name, out JsonElement inner) && depth > 0 && ErrorText(inner, problems, depth - 1) is { } text)
                    {
                        return text;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private static readonly string[] ErrorFields = ["error", "message", "detail", "msg"];

    /// <summary>How deep the words of an error are looked for: the search recurses.</summary>
    private const int MaxErrorDepth = 16;

    private static ValidationError Issue(JsonElement issue)
    {
        if (issue.ValueKind != JsonValueKind.Object)
        {
            return new ValidationError("", ForeignJson.GetText(issue));
        }

        StringBuilder path = new();
        if ((ForeignJson.TryGet(issue, "path", out JsonElement steps) || ForeignJson.TryGet(issue, "loc", out steps)) && steps.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement step in steps.EnumerateArray())
            {
                if (step.ValueKind == JsonValueKind.Number)
                {
                    path.Append('[').Append(ForeignJson.GetJson(step)).Append(']');
                }
                else
                {
                    path.Append(path.Length > 0 ? "." : "").Append(ForeignJson.GetText(step));
                }
            }
        }

        string message = ForeignJson.TryGet(issue, "message", out JsonElement m) || ForeignJson.TryGet(issue, "msg", out m) ? ForeignJson.GetText(m) : ForeignJson.GetJson(issue);
        return new ValidationError(path.ToString(), message)
        {
            Code = ForeignJson.TryGet(issue, "code", out JsonElement code) ? ForeignJson.GetText(code) : null,
        };
    }
}
