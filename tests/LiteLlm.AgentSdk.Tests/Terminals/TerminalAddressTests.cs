using FluentAssertions;
using LiteLlm.AgentSdk.Terminals;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Terminals;

public class TerminalAddressTests
{
    [Theory]
    [InlineData("wss://tty.acme.dev/s1", "wss://tty.acme.dev/s1?token=t")]
    [InlineData("https://tty.acme.dev/s1", "wss://tty.acme.dev/s1?token=t")]
    [InlineData("https://tty.acme.dev:8443/s1?a=b", "wss://tty.acme.dev:8443/s1?a=b&token=t")]
    [InlineData("http://127.0.0.1:7681", "ws://127.0.0.1:7681/?token=t")]
    [InlineData("ws://localhost/x", "ws://localhost/x?token=t")]
    [InlineData("/api/tty/s1", "wss://lap.acme.dev/api/tty/s1?token=t")]
    [InlineData("api/tty/s1?x=a:b", "wss://lap.acme.dev/api/tty/s1?x=a:b&token=t")]
    [InlineData(" /api/tty/s1 ", "wss://lap.acme.dev/api/tty/s1?token=t")]
    public void A_tty_url_in_every_form_is_used(string url, string expected) =>
        Resolve(new() { TtyUrl = url, SandboxUrl = "http://10.0.0.1", TtyToken = "t" }).WithToken().AbsoluteUri.Should().Be(expected);

    [Theory]
    [InlineData("https://box.acme.dev", "wss://box.acme.dev/tty?token=t")]
    [InlineData("https://box.acme.dev/a/b/?x=1", "wss://box.acme.dev/a/b/tty?token=t")]
    [InlineData("http://127.0.0.1:4096/", "ws://127.0.0.1:4096/tty?token=t")]
    public void The_address_of_the_sandbox_is_used_without_a_tty_url(string sandbox, string expected) =>
        Resolve(new() { TtyUrl = " ", SandboxUrl = sandbox, TtyToken = "t" }).WithToken().AbsoluteUri.Should().Be(expected);

    [Fact]
    public void Options_override_the_tty_url_and_the_sandbox()
    {
        TerminalTarget target =
            Resolve(new() { TtyUrl = "wss://a/", TtyToken = "t" }, new() { Address = "http://localhost:9/tty", Token = "own" });

        target.WithToken().AbsoluteUri.Should().Be("ws://localhost:9/tty?token=own");
        target.Token.Should().Be("own");
    }

    [Fact]
    public void A_token_is_escaped_and_one_in_the_address_is_replaced_or_used()
    {
        Resolve(new()
        {
            TtyUrl = "wss://a.dev/?token=old&x=1",
            TtyToken = "a+b/c= &"
        }).WithToken().AbsoluteUri.Should().Be("wss://a.dev/?x=1&token=a%2Bb%2Fc%3D%20%26");

        TerminalTarget inside = Resolve(new() { TtyUrl = "wss://a.dev/?x=1&token=in%2Bside" });
        inside.Token.Should().Be("in+side");
        inside.ToString().Should().Be("wss://a.dev/");

        Resolve(new() { TtyUrl = "wss://a.dev/?x=1" }).WithToken().AbsoluteUri.Should().Be("wss://a.dev/?x=1",
            "there is no token to send, and the platform's key is none");
    }

    [Theory]
    [InlineData("http://box-1.lap.svc.cluster.local:4096")]
    [InlineData("http://BOX-1.lap.SVC.Cluster.Local")]
    [InlineData("http://box-1.lap.svc.cluster.local.")]
    public void A_sandbox_in_the_cluster_can_not_be_reached(string sandbox)
    {
        TerminalUnavailableException failure =
            Failure<TerminalUnavailableException>(new() { SandboxUrl = sandbox, TtyToken = "secret-token" });

        failure.SessionId.Should().Be("s1");
        failure.Message.Should().Contain("inside the platform's cluster").And.Contain("TerminalOptions.Address")
            .And.NotContain("secret-token");
    }

    [Fact]
    public void A_sandbox_in_the_cluster_can_be_reached_by_a_tty_url_or_an_own_address()
    {
        SessionSnapshot inside = new() { SandboxUrl = "http://box-1.lap.svc.cluster.local", TtyUrl = "/tty/s1" };

        Resolve(inside).Address.AbsoluteUri.Should().Be("wss://lap.acme.dev/tty/s1");
        Resolve(new() { SandboxUrl = inside.SandboxUrl },
            new() { Address = "ws://localhost:7681" }).Address.AbsoluteUri.Should().Be("ws://localhost:7681/");
    }

    [Fact]
    public void A_session_without_an_address_fails_with_the_reason() =>
        Failure<TerminalUnavailableException>(new() { TtyToken = "t" }).Message.Should().Contain("neither tty_url nor sandbox_url");

    [Theory]
    [InlineData("ftp://a.dev/x")]
    [InlineData("mailto:someone")]
    [InlineData("file:///etc/passwd")]
    [InlineData("wss:///nohost")]
    public void Other_addresses_are_refused(string url) =>
        Failure<AgentPlatformValidationException>(new()
        {
            TtyUrl =
            url
        }).ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("tty_url");

    [Fact]
    public void Plain_ws_to_another_machine_is_refused_unless_allowed()
    {
        SessionSnapshot session = new() { TtyUrl = "ws://box.acme.dev/tty", TtyToken = "secret-token" };

        Failure<AgentPlatformValidationException>(session).Message.Should().Contain("AllowInsecureHttp").And.NotContain("secret-token");
        Resolve(session,
            platform: new()
            {
                BaseUrl = new("http://lap.acme.dev"),
                AllowInsecureHttp = true
            }).Address.AbsoluteUri.Should().Be("ws://box.acme.dev/tty");
    }

    [Fact]
    public void A_token_that_no_header_can_carry_is_refused_and_not_shown() =>
        Failure<AgentPlatformValidationException>(new()
        {
            TtyUrl = "wss://a.dev/",
            TtyToken = "secret\r\ntoken"
        }).Message.Should().Contain("control character").And.NotContain("secret");

    [Theory]
    [InlineData("wss://lap.acme.dev/tty", true)]
    [InlineData("/tty", true)]
    [InlineData("wss://LAP.acme.dev:443/tty", true)]
    [InlineData("wss://lap.acme.dev:8443/tty", false)]
    [InlineData("wss://box.acme.dev/tty", false)]
    public void The_platforms_own_host_is_recognized(string url, bool own) =>
        Resolve(new() { TtyUrl = url }).IsPlatforms.Should().Be(own);

    private static TerminalTarget Resolve(SessionSnapshot session, TerminalOptions? options = null, AgentPlatformOptions? platform = null)
    {
        session.Id = "s1";
        return TerminalAddress.Resolve(session, options ?? new(), platform ?? new() { BaseUrl = new("https://lap.acme.dev/gateway/api") });
    }

    private static T Failure<T>(SessionSnapshot session)
        where T : Exception => Assert.Throws<T>(() => Resolve(session));
}
