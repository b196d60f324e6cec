using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>Writes the error response of a model, as opencode shows it.</summary>
internal static class ModelError
{
    private const string Url = "http://127.0.0.1:4010/v1/messages";

    public static string Data(string message, double status, DateTimeOffset at)
    {
        string body = $$$"""{"type":"error","error":{"type":"{{{Kind(status)}}}","message":{{{JsText.Quote(message)}}}}}""";
        string error = $$"""
            "message":{{JsText.Quote(message)}},"statusCode":{{JsText.Number(status)}},"isRetryable":false
            """;
        string headers = $$"""
            "connection":"keep-alive","content-type":"application/json","date":"{{at:R}}","keep-alive":"timeout=5"
            """;
        string more = $$"""
            "request-id":"req_{{Ids.Uuid()[..12]}}","transfer-encoding":"chunked","x-should-retry":"false"
            """;
        string response = $$$"""
            "responseHeaders":{{{{headers}}},{{{more}}}},"responseBody":{{{JsText.Quote(body)}}},"metadata":{"url":"{{{Url}}}"}
            """;
        return $$"""{{{error}},{{response}}}""";
    }

    private static string Kind(double status) => status switch
    {
        400 => "invalid_request_error",
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        529 => "overloaded_error",
        _ => "api_error",
    };
}
