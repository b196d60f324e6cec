using System.Security.Authentication;

namespace LiteLlm.AgentSdk.Http;

/// <summary>What is wrong with a server's certificate, and what helps. The framework's own message says "see inner exception".</summary>
internal static class CertificateProblem
{
    private const string Trust = "Add the authority's certificate to those that this machine trusts "
        + "(on Linux the environment variables SSL_CERT_FILE and SSL_CERT_DIR name more of them; for a development certificate: dotnet dev-certs https --trust), "
        + "or give the client an HttpClient whose SocketsHttpHandler.SslOptions trusts it.";

    private const string Reference = ", see inner exception.";

    // As the framework names them in the message of its AuthenticationException; kept in programs without messages too.
    private static readonly (string Flag, string Problem, string Remedy)[] s_problems =
    [
        (
            "RemoteCertificateNameMismatch",
            "it is made out for another name than the address has",
            "Use a name that it is made out for as the host in BaseUrl."
        ),
        ("NotTimeValid", "it has expired, or is not valid yet", "Renew it on the server, and look at this machine's clock."),
        ("UntrustedRoot", "it is self-signed, or comes from an authority that this machine does not trust", Trust),
        ("PartialChain", "its authority is not known to this machine, or the server does not send the certificates in between", Trust),
        ("Revoked", "it was revoked", "Replace it on the server."),
        (
            "RevocationStatusUnknown",
            "whether it was revoked can't be found out",
            "Let this machine reach the authority's server, or set CertificateRevocationCheckMode of the handler's SslOptions."
        ),
        ("RemoteCertificateNotAvailable", "the server sent none", "Set one on the server."),
        (
            "RemoteCertificateChainErrors",
            "it is not trusted by this machine: it is self-signed, expired, or comes from an unknown authority",
            Trust
        ),
    ];

    /// <summary>Tells what is wrong with a certificate.</summary>
    /// <returns><see langword="null"/> when the exception is about something else.</returns>
    public static string? Of(Exception cause)
    {
        for (Exception? e = cause; e is not null; e = e.InnerException)
        {
            if (e is AuthenticationException && Tell(e.Message) is { } told)
            {
                return told;
            }
        }

        return null;
    }

    /// <summary>The message of a failed connection, without "see inner exception".</summary>
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

    private static string? Tell(string message)
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
            ? "The server's certificate was refused by the RemoteCertificateValidationCallback of the HttpClient's handler."
            : null;
    }
}
