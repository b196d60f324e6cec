using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>A LiteLLM Agent Control Plane is recognized by its first answer and one additional request.</summary>
public class ControlPlaneTests
{
    private const string Manifest = """{"name":"litellm-platform-plugin","display_name":"Agent Control Plane","version":"0.3.1"}""";

    [Theory]
    [InlineData("create agent", "", true)]
    [InlineData("create agent", "v1/managed_agents", true)]
    [InlineData("create agent", "api/v1", true)]
    [InlineData("create agent", "plugin-proxy/agents", true)]
    [InlineData("send", "", true)]
    [InlineData("stream", "", true)]
    [InlineData("delete agent", "", true)]
    [InlineData("update agent", "", true)]
    [InlineData("get agent", "", true)]
    [InlineData("get agent", "", false)]
    [InlineData("list agents", "api", true)]
    [InlineData("list agents", "plugin-proxy/agents", false)]
    public async Task A_control_plane_is_named_whichever_call_comes_first(string call, string path, bool hasPage)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(ControlPlane(hasPage));
        using AgentPlatformClient client = Client(stub, path);

        AgentPlatformUnsupportedException failure = await Calls.FailureAsync<AgentPlatformUnsupportedException>(client, call);
        int requests = stub.Requests.Count;
        await Calls.FailureAsync<AgentPlatformUnsupportedException>(client, call);

        failure.Message.Should().Contain("is a LiteLLM Agent Control Plane").And.Contain("Agent Control Plane\" 0.3.1")
            .And.Contain("/api/v1/managed_agents").And.Contain("docs/platform.md");
        (failure.ServerName, failure.ServerVersion, failure.MayHaveTakenEffect,
            failure.IsTransient).Should().Be(("Agent Control Plane", "0.3.1", false, false));
        StubRequest asked =
            stub.Requests.Should().ContainSingle(r => r.Target.EndsWith("/api/plugin-manifest", StringComparison.Ordinal),
            "once is enough").Subject;
        asked.Headers.Should().NotContainKey("Authorization");
        stub.Requests[requests - 1].Should().BeSameAs(asked);
    }

    [Theory]
    [InlineData("""{"name":"something-else"}""", 200)]
    [InlineData("""[1]""", 200)]
    [InlineData("""<html>""", 200)]
    [InlineData("""{"error":"unauthorized"}""", 401)]
    public async Task Another_server_with_a_similar_answer_is_not_named_a_control_plane(string manifest, int status)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(ControlPlane(hasPage: true, Respond.Json(manifest, status)));
        using AgentPlatformClient client = Client(stub, "");

        (await Calls.FailureAsync<AgentPlatformException>(client,
            "create agent")).StatusCode.Should().Be(System.Net.HttpStatusCode.MethodNotAllowed);
        (await Calls.FailureAsync<AgentPlatformException>(client, "get agent")).Message.Should().Contain("check the base URL");

        stub.Requests.Count(r => r.Target == "/api/plugin-manifest").Should().Be(1);
    }

    [Theory]
    [InlineData(405, "", null)]
    [InlineData(405, "", "POST")]
    [InlineData(405, "no", "GET,HEAD")]
    [InlineData(404, """{"error":"agent not found"}""", null)]
    [InlineData(401, """{"error":"unauthorized"}""", null)]
    [InlineData(500, "", "GET,HEAD")]
    public async Task Any_other_answer_causes_no_additional_request(int status, string body, string? allow)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(
            Respond.With(status, "application/json", Encoding.UTF8.GetBytes(body), allow is null ? [] : [("Allow", allow)]));
        using AgentPlatformClient client = Client(stub, "api/v1");

        await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(client, "create agent"));

        stub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_platform_that_has_answered_before_is_not_checked()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(ControlPlane(hasPage: true));
        stub.Enqueue(Respond.Json(Clients.Agent));
        using AgentPlatformClient client = Client(stub, "api/v1");
        await client.Agents.GetAsync("a1");

        (await Calls.FailureAsync<AgentPlatformException>(client,
            "create agent")).StatusCode.Should().Be(System.Net.HttpStatusCode.MethodNotAllowed);

        stub.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_server_that_does_not_identify_itself_is_asked_again_later()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(ControlPlane(hasPage: true));
        stub.Enqueue(NotAllowed, Respond.Abort());
        using AgentPlatformClient client = Client(stub, "api/v1");

        (await Calls.FailureAsync<AgentPlatformException>(client,
            "create agent")).StatusCode.Should().Be(System.Net.HttpStatusCode.MethodNotAllowed);
        await Calls.FailureAsync<AgentPlatformUnsupportedException>(client, "create agent");
    }

    internal static Func<HttpContext, Task> ControlPlane(bool hasPage, Func<HttpContext, Task>? manifest = null) => context =>
        context.Request.Path.Value!.EndsWith("/api/plugin-manifest", StringComparison.Ordinal) && context.Request.Method == "GET"
            ? (manifest ?? Respond.Json(Manifest))(context)
        : context.Request.Method != "GET" ? NotAllowed(context)
        : hasPage ? Respond.Html("<!doctype html><title>Agents</title>")(context)
        : Respond.Status(404)(context);

    private static Task NotAllowed(HttpContext context) => Respond.Status(405, "", ("Allow", "GET,HEAD"))(context);

    private static AgentPlatformClient Client(KestrelStub stub, string path) =>
        Clients.For(new Uri(stub.BaseAddress, path), options => options.Generation = PlatformGeneration.Auto);
}
