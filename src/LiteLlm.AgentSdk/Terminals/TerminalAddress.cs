using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>Determines the address and the token of a terminal from the session's data and the caller's options.</summary>
internal static class TerminalAddress
{
    private const string InCluster = ".svc.cluster.local";

    public static TerminalTarget Resolve(SessionSnapshot session, TerminalOptions options, AgentPlatformOptions platform)
    {
        string id = session.Id ?? "";
        Uri address = NullIfBlank(options.Address) is { } own ? Read(own, nameof(TerminalOptions.Address), platform)
            : NullIfBlank(session.TtyUrl) is { } tty ? Read(tty, "tty_url", platform)
            : OfSandbox(id, NullIfBlank(session.SandboxUrl));
        (address, string? inside) = TakeToken(address);
        string? token = NullIfBlank(options.Token) ?? NullIfBlank(session.TtyToken) ?? NullIfBlank(inside);
        if (token is not null && ApiKeys.Problem(token) is { } problem)
        {
            throw Invalid(options.Token is null ? "tty_token" : nameof(TerminalOptions.Token), problem);
        }

        if (address.Scheme == Uri.UriSchemeWs && !address.IsLoopback && !platform.AllowInsecureHttp)
        {
            throw Invalid(
                "tty_url",
                $"plain ws to {address.Host} would send the terminal's token and contents unencrypted: use wss, "
                + $"or set {nameof(platform.AllowInsecureHttp)} to allow this");
        }

        return new TerminalTarget(address, token, IsSameServer(address, platform.BaseUrl!));
    }

    private static Uri Read(string address, string field, AgentPlatformOptions platform)
    {
        // On Unix, Uri.TryCreate accepts a path as a file address.
        if (!address.StartsWith('/') && Uri.TryCreate(address, UriKind.Absolute, out Uri? absolute) && absolute.Host.Length > 0)
        {
            return WebSocket(absolute, field);
        }

        // A colon before the first slash belongs to an unsupported scheme.
        int colon = address.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 || address.IndexOfAny(['/', '?']) is >= 0 and int slash && slash < colon)
            && Uri.TryCreate(new Uri(platform.BaseUrl!.GetLeftPart(UriPartial.Authority) + "/"), address, out Uri? relative)
            ? WebSocket(relative, field)
            : throw Unreadable(field);
    }

    private static Uri OfSandbox(string sessionId, string? sandbox)
    {
        if (sandbox is null)
        {
            throw new TerminalUnavailableException(
                $"The platform reports no address for the terminal of session {sessionId}: neither tty_url nor sandbox_url. "
                + $"If you know the address, set {nameof(TerminalOptions)}.{nameof(TerminalOptions.Address)}.")
            {
                SessionId = sessionId,
            };
        }

        if (!Uri.TryCreate(sandbox, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
        {
            throw Unreadable("sandbox_url");
        }

        if (address.Host.TrimEnd('.').EndsWith(InCluster, StringComparison.OrdinalIgnoreCase))
        {
            throw new TerminalUnavailableException(
                $"The sandbox of session {sessionId} is inside the platform's cluster ({address.Host}) and can't be reached from outside, "
                + "and the platform reports no tty_url for it. Configure the platform to serve terminals, "
                + $"or forward a port to the sandbox and set {nameof(TerminalOptions)}.{nameof(TerminalOptions.Address)} "
                + $"(inside the cluster: to {address.GetLeftPart(UriPartial.Authority)}/tty).")
            {
                SessionId = sessionId,
            };
        }

        Uri socket = WebSocket(address, "sandbox_url");
        return new UriBuilder(socket) { Path = socket.AbsolutePath.TrimEnd('/') + "/tty", Query = "", Fragment = "" }.Uri;
    }

    private static Uri WebSocket(Uri address, string field)
    {
        string scheme = address.Scheme switch
        {
            "ws" or "http" => Uri.UriSchemeWs,
            "wss" or "https" => Uri.UriSchemeWss,
            _ => throw Unreadable(field),
        };

        // The default port of the old scheme must not become an explicit port of the new one.
        return new UriBuilder(address)
        {
            Scheme = scheme,
            Port = address.IsDefaultPort ? -1
            : address.Port,
            UserName = "",
            Password = "",
            Fragment = ""
        }.Uri;
    }

    /// <summary>Removes a token from the address's query, so that it is handled as a secret.</summary>
    private static (Uri Address, string? Token) TakeToken(Uri address)
    {
        const string name = "token=";
        string[] parts = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        return parts.FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal)) is { } found
            ? (new UriBuilder(address)
            {
                Query =
                string.Join('&', parts.Where(part => !part.StartsWith(name, StringComparison.Ordinal)))
            }.Uri,
                Uri.UnescapeDataString(found[name.Length..]))
            : (address, null);
    }

    private static bool IsSameServer(Uri socket, Uri platform) =>
        string.Equals(socket.Host, platform.Host, StringComparison.OrdinalIgnoreCase)
        && socket.Port == platform.Port
        && socket.Scheme == Uri.UriSchemeWss == (platform.Scheme == Uri.UriSchemeHttps);

    private static string? NullIfBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static AgentPlatformValidationException Unreadable(string field) =>
        Invalid(field, "expected a ws, wss, http or https address, or a path on the platform's host");

    private static AgentPlatformValidationException Invalid(string field, string problem) =>
        new($"The terminal can't be opened: {field}: {problem}.")
        {
            ValidationErrors = [new(field, problem)],
        };
}
