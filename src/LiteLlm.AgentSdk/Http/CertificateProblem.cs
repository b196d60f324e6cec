using System.Security.Authentication;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// Describes the problem with a server's certificate, and the remedy. The framework's own message only says "see inner exception".
/// </summary>
internal static class CertificateProblem
{
    private const string Trust = "Add the authority's certificate to those that this machine trusts "
        + "(on Linux also with the environment variables SSL_CERT_FILE and SSL_CERT_DIR; "
        + "for a development certificate: dotnet dev-certs https --trust), "
        + "or give the client an HttpClient whose SocketsHttpHandler.SslOptions trusts it.";

    private const string Reference = ", see inner exception.";

    // The flags as they appear in the message of the framework's AuthenticationException, even if a trimmed program has no other messages.
    private static readonly (string Flag, string Problem, string Remedy)[] s_problems =
    [
        (
            "RemoteCertificateNameMismatch",
            "it was issued for another host name",
            "Set the host in BaseUrl to a name that the certificate was issued for."
        ),
        ("NotTimeValid", "it has expired, or is not valid yet", "Renew it on the server, and check this machine's clock."),
        ("UntrustedRoot", "it is self-signed, or this machine does not trust its authority", Trust),
        ("PartialChain", "this machine does not know its authority, or the server does not send the intermediate certificates", Trust),
        ("Revoked", "it was revoked", "Replace it on the server."),
        (
            "RevocationStatusUnknown",
            "it is not known whether it was revoked",
            "Make the authority's server reachable from this machine, or set CertificateRevocationCheckMode of the handler's SslOptions."
        ),
        ("RemoteCertificateNotAvailable", "the server sent none", "Configure a certificate on the server."),
        (
            "RemoteCertificateChainErrors",
            "this machine does not trust it: it is self-signed, expired, or from an unknown authority",
            Trust
        ),
    ];

    /// <summary>Describes the problem with a certificate.</summary>
    /// <returns><see langword="null"/> if the exception has another cause.</returns>
    public static string? Of(Exception cause)
    {
        for (Exception? e = cause; e is not null; e = e.InnerException)
        {
            if (e is AuthenticationException && Describe(e.Message) is { } told)
            {
                return told;
            }
        }

        return null;
    }

    /// <summary>Returns the message of a failed connection, without "see inner exception".</summary>
    public static string Message(Exception cause)
    {
        if (Of(cause) is { } problem)
        {
            return problem;
        }

        string message = cause.Message;
        for (Exception e = cause; e.Message.Contains(Reference, StringComparison.OrdinalIgnoreCase)
            && e.InnerException is { } inner; e = inner)
        {
            message = e.Message.Replace(Reference, ": ", StringComparison.OrdinalIgnoreCase) + inner.Message;
        }

        return message;
    }

    private static string? Describe(string message)
    {
        List<string> problems = [];
        List<string> remedies = [];
        foreach ((string flag, string problem, string remedy) in s_problems)
        {
            if (message.Contains(flag, StringComparison.Ordinal))
            {
                problems.Add(problem);
                if (!remedies.Contains(remedy))
                {
                    remedies.Add(remedy);
                }
            }
        }

        if (problems.Count > 0)
        {
            return $"The server's certificate can't be accepted: {string.Join("; ", problems)}. {string.Join(' ', remedies)}";
        }

        return message.Contains("RemoteCertificateValidationCallback", StringComparison.Ordinal)
            || message.Contains("net_ssl_io_cert_custom_validation", StringComparison.Ordinal)
            ? "The RemoteCertificateValidationCallback of the HttpClient's handler rejected the server's certificate."
            : null;
    }
}
