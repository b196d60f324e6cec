using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>A message about a server's certificate names the problem and a remedy.</summary>
public class CertificateTests
{
    [Theory]
    [InlineData("self-signed", "it is self-signed, or this machine does not trust its authority", "SSL_CERT_FILE")]
    [InlineData("another name", "it was issued for another host name", "Set the host in BaseUrl")]
    [InlineData("expired", "it has expired, or is not valid yet", "Renew it on the server")]
    public async Task The_message_names_the_problem_and_a_remedy(string kind, string problem, string remedy)
    {
        using X509Certificate2 certificate = Create(kind);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, certificate);
        using SocketsHttpHandler handler = AgentPlatformClient.Handler();
        if (kind != "self-signed")
        {
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.Add(certificate);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        using HttpClient http = new(handler);
        using AgentPlatformClient client =
            new(http, Clients.Options(new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/")));

        AgentPlatformConnectionException failure = await Calls.FailureAsync<AgentPlatformConnectionException>(client, "create agent");

        failure.Message.Should().Contain(problem).And.Contain(remedy).And.NotContain("see inner exception");
        failure.IsTransient.Should().BeFalse("a retry does not help");
        failure.MayHaveTakenEffect.Should().BeFalse();
        listener.Stop();
        await serving;
    }

    [Theory]
    [InlineData("The remote certificate is invalid because of errors in the certificate chain: NotTimeValid, UntrustedRoot", "expired",
        "self-signed")]
    [InlineData(
        "The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch, "
            + "RemoteCertificateChainErrors", "another host name", "unknown authority")]
    [InlineData("The remote certificate is invalid because of errors in the certificate chain: PartialChain", "does not know its authority",
        "SSL_CERT_DIR")]
    [InlineData("The remote certificate is invalid because of errors in the certificate chain: Revoked", "it was revoked", "Replace it")]
    [InlineData("net_ssl_io_cert_chain_validation, UntrustedRoot", "self-signed", "SslOptions")]
    [InlineData("The remote certificate was rejected by the provided RemoteCertificateValidationCallback.",
        "RemoteCertificateValidationCallback", "handler")]
    public void Every_problem_is_named(string message, string first, string second)
    {
        HttpRequestException cause =
            new("The SSL connection could not be established, see inner exception.", new AuthenticationException(message));

        CertificateProblem.Of(cause).Should().Contain(first).And.Contain(second);
    }

    [Fact]
    public void Another_TLS_failure_does_not_refer_to_an_inner_exception()
    {
        HttpRequestException cause =
            new("The SSL connection could not be established, see inner exception.",
            new AuthenticationException("Cannot determine the frame size or a corrupted frame was received."));

        CertificateProblem.Of(cause).Should().BeNull();
        CertificateProblem.Message(cause)
            .Should().Be("The SSL connection could not be established: Cannot determine the frame size or a corrupted frame was received.");
        CertificateProblem.Of(new HttpRequestException("x")).Should().BeNull();
    }

    private static X509Certificate2 Create(string kind)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=lap-test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(kind == "another name" ? "lap.acme.dev" : "localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false,
            pathLengthConstraint: 0, critical: true));
        DateTimeOffset today = DateTimeOffset.UtcNow;
        using X509Certificate2 made =
            request.CreateSelfSigned(today.AddDays(-10), kind == "expired" ? today.AddDays(-1) : today.AddDays(10));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        try
        {
            while (true)
            {
                using TcpClient accepted = await listener.AcceptTcpClientAsync();
                try
                {
                    await using SslStream tls = new(accepted.GetStream());
                    await tls.AuthenticateAsServerAsync(certificate);
                    _ = await tls.ReadAsync(new byte[1]);
                }
                catch (Exception e) when (e is IOException or AuthenticationException)
                {
                    // The client has refused the certificate.
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped while it waited or between two connections.
        }
    }
}
