using System.Security.Cryptography;
using System.Text;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Terminals;

/// <summary>The terminals of sandboxes, at the sandboxes' own addresses. The platform's key is not valid for them.</summary>
internal sealed class TerminalEndpoints(PlatformState platform)
{
    public void Map(RouteTable routes) => routes.Map("GET", "/sandbox/sessions/{id}/tty", AnswerAsync, anonymous: true);

    private async Task AnswerAsync(Exchange exchange)
    {
        if (platform.Sessions.Find(exchange["id"])?.Harness?.Terminal is not { IsLost: false } terminal)
        {
            // The sandbox is lost: this is the response of a load balancer.
            await exchange.AnswerAsync(502, "text/plain", "").ConfigureAwait(false);
        }
        else if (!IsAuthorized(exchange, terminal.Token))
        {
            await exchange.AnswerAsync(401, "text/plain", "unauthorized").ConfigureAwait(false);
        }
        else if (!TerminalUpgrade.IsRequested(exchange.Context))
        {
            await exchange.AnswerAsync(426, "text/plain", "Upgrade Required").ConfigureAwait(false);
        }
        else
        {
            using TerminalUpgrade upgrade = await TerminalUpgrade.AcceptAsync(exchange.Context).ConfigureAwait(false);
            await terminal.ServeAsync(exchange, upgrade).ConfigureAwait(false);
        }
    }

    /// <summary>Checks the token. A wrong header takes precedence over a correct query.</summary>
    private static bool IsAuthorized(Exchange exchange, string token)
    {
        string header = exchange.Context.Request.Headers.Authorization.ToString();
        string given = header.Length > 0 ? header : "Bearer " + exchange.Query("token");
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes("Bearer " + token));
    }
}
