using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>The expected exception for a recorded refusal.</summary>
internal static class GoldenErrors
{
    public static void Check(RecordedExchange exchange, AgentPlatformException? failure)
    {
        int status = exchange.Status!.Value;
        (string? error, IReadOnlyList<ValidationError> problems) = Recorded(exchange);

        AgentPlatformException e = failure.Should().NotBeNull().And.Subject.As<AgentPlatformException>();
        e.GetType().Should().Be(TypeFor(status, error), "{0} is a {1}", exchange, status);
        ((int?)e.StatusCode).Should().Be(status);
        e.IsTransient.Should().Be(status is 502 or 503 or 504);
        e.MayHaveTakenEffect.Should().Be(exchange.Method != "GET" && status >= 500, "only a refusal proves that nothing has happened");
        e.RequestId.Should().BeNull("no recorded answer has an id");
        e.Message.Should().Contain(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        e.ToString().Should().NotContain(GoldenServer.Key);
        CheckText(exchange, e, error, problems);
        CheckBody(exchange, e);
    }

    /// <summary>The requests that the SDK refuses itself. It names the fields that the platform would have named.</summary>
    public static void CheckRefused(RecordedExchange exchange, AgentPlatformException? failure)
    {
        AgentPlatformValidationException e = failure.Should().BeOfType<AgentPlatformValidationException>().Subject;
        e.StatusCode.Should().BeNull();
        e.MayHaveTakenEffect.Should().BeFalse();
        e.ValidationErrors.Should().NotBeEmpty().And.OnlyContain(static problem => problem.Path.Length > 0 && problem.Message.Length > 0);
        if (exchange.Status < 400)
        {
            // The platform accepts this, but does something else than was requested.
            e.ValidationErrors.Should().OnlyContain(problem => exchange.RequestBody == null
                ? exchange.Parameter(problem.Path) != null
                : exchange.RequestBody.Contains($"\"{problem.Path}\""));
            return;
        }

        (string? error, IReadOnlyList<ValidationError> problems) = Recorded(exchange);
        if (problems.Count > 0)
        {
            // The SDK leaves the values of an open set to the platform, since a newer platform may have more.
            problems.Should().OnlyContain(problem => problem.Code == "invalid_enum_value"
                || e.ValidationErrors.Any(own => own.Path.StartsWith(problem.Path, StringComparison.Ordinal)));
        }
        else if (exchange.Status < 500)
        {
            e.ValidationErrors.Should().OnlyContain(own => error!.Contains(own.Path.Split('.', 2)[0]));
        }
    }

    private static Type TypeFor(int status, string? error) => status switch
    {
        400 or 422 => typeof(AgentPlatformValidationException),
        401 => typeof(AgentPlatformAuthenticationException),
        404 when error?.EndsWith("not ready", StringComparison.Ordinal) == true => typeof(AgentPlatformConflictException),
        404 => typeof(AgentPlatformNotFoundException),
        409 or 410 => typeof(AgentPlatformConflictException),
        502 or 503 or 504 => typeof(AgentPlatformSandboxException),
        405 or 500 => typeof(AgentPlatformException),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Nobody has said what this status becomes."),
    };

    private static void CheckText(RecordedExchange exchange, AgentPlatformException e, string? error,
        IReadOnlyList<ValidationError> problems)
    {
        if (problems.Count > 0)
        {
            e.ValidationErrors.Should().Equal(problems);
            problems.Should().OnlyContain(problem => e.ErrorMessage!.Contains(problem.Message) && e.Message.Contains(problem.Message));
        }
        else if (exchange.BodyKind == RecordedBody.Text)
        {
            e.ErrorMessage.Should().Contain("web page").And.Contain("base URL");
        }
        else
        {
            e.ErrorMessage.Should().Be(error);
            if (error is not null)
            {
                e.Message.Should().Contain(error);
            }

            if (e is AgentPlatformValidationException)
            {
                e.ValidationErrors.Should().Equal(new ValidationError("", error!));
            }
        }
    }

    private static void CheckBody(RecordedExchange exchange, AgentPlatformException e)
    {
        switch (exchange.BodyKind)
        {
            case RecordedBody.Json:
                SameJson.Check(exchange.Body, e.ResponseBody!);
                break;
            case RecordedBody.Text:
                e.ResponseBody.Should().Be(exchange.Body);
                break;
            default:
                e.ResponseBody.Should().BeNull();
                break;
        }
    }

    // {"error": "..."}, {"error": {"error": "..."}}, {"error": [issues]}, the gateway's {"error": {"message": "..."}}.
    private static (string? Error, IReadOnlyList<ValidationError> Problems) Recorded(RecordedExchange exchange)
    {
        if (exchange.BodyKind != RecordedBody.Json)
        {
            return (null, []);
        }

        JsonNode? error = exchange.Node()!["error"];
        if (error is JsonObject inner)
        {
            error = inner["error"] ?? inner["message"];
        }

        return error is JsonArray issues ? (null, [.. issues.Select(static issue => Problem(issue!))]) : (error!.GetValue<string>(), []);
    }

    private static ValidationError Problem(JsonNode issue)
    {
        string path = "";
        foreach (JsonNode? step in issue["path"]!.AsArray())
        {
            path += step!.GetValueKind() == JsonValueKind.Number ? $"[{step}]" : path.Length == 0 ? $"{step}" : $".{step}";
        }

        return new ValidationError(path, issue["message"]!.GetValue<string>()) { Code = issue["code"]!.GetValue<string>() };
    }
}
