using System.Net;
using System.Net.WebSockets;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>
/// Creates the exception for a connection that could not be opened. The address contains the token, so all texts are redacted.
/// </summary>
internal static class TerminalErrors
{
    public static AgentPlatformException Connecting(ApiRequest request, TerminalTarget target, ClientWebSocket socket, Exception cause,
        TimeProvider time)
    {
        Exception safe = Redactor.Cause(cause, request.AllSecrets);
        int status = (int)socket.HttpStatusCode;
        if (status is 401 or 403)
        {
            string token = target.Token is null
                ? "the session has no token for it"
                : "the token is wrong, or has been replaced: read the session again";
            return new AgentPlatformAuthenticationException(
                $"{request}: the terminal at {target} refused the connection ({status}): {token}.", safe)
            {
                StatusCode = socket.HttpStatusCode,
                RequestId = Info(socket, request).RequestId,
            };
        }

        if (status is 0 or (int)HttpStatusCode.SwitchingProtocols)
        {
            string? problem = CertificateProblem.Of(cause);
            string what = status == 0
                ? "the connection could not be opened"
                : "the connection broke during the handshake, or the response is not that of a WebSocket";
            return new AgentPlatformConnectionException(
                $"{request}: {what} ({target}): {Redactor.Text(problem ?? Innermost(cause).Message, request.AllSecrets)}", safe)
            {
                IsTransient = problem is null,
            };
        }

        return status < 400
            ? new AgentPlatformException($"{request}: {target} returned {status}, not a WebSocket: check the terminal's address.",
                safe)
            { StatusCode = socket.HttpStatusCode }
            : ErrorReader.Read(request, Info(socket, request), [], request.AllSecrets, RetryAfter(socket, time), platformsOwn: false);
    }

    private static ResponseInfo Info(ClientWebSocket socket, ApiRequest request)
    {
        using HttpResponseMessage response = new(socket.HttpStatusCode);
        foreach ((string name, IEnumerable<string> values) in socket.HttpResponseHeaders
            ?? new Dictionary<string, IEnumerable<string>>(StringComparer.OrdinalIgnoreCase))
        {
            response.Headers.TryAddWithoutValidation(name, values.Select(value => Redactor.Text(value, request.AllSecrets)));
        }

        return ResponseInfo.Of(response);
    }

    private static TimeSpan? RetryAfter(ClientWebSocket socket, TimeProvider time)
    {
        using HttpResponseMessage response = new();
        if (socket.HttpResponseHeaders?.TryGetValue("Retry-After", out IEnumerable<string>? values) == true)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", values);
        }

        return PlatformTransport.RetryAfter(response.Headers.RetryAfter, time);
    }

    private static Exception Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return e;
    }
}
