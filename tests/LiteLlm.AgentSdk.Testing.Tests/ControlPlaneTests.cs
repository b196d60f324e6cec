using System.Net;

namespace LiteLlm.AgentSdk.Testing.Tests;

public sealed class ControlPlaneTests
{
    [Fact]
    public async Task A_control_plane_has_none_of_a_platforms_calls()
    {
        await using Caller caller = await Caller.StartAsync(configure: options => options.IsControlPlane = true);
        caller.Http.DefaultRequestHeaders.Authorization = null;

        var created = await caller.SendAsync("POST", Caller.Agents, """{"model":"m"}""");
        var listed = await caller.SendAsync("GET", Caller.Agents);
        var manifest = await caller.JsonAsync("GET", "/api/plugin-manifest");

        created.Status.Should().Be(HttpStatusCode.MethodNotAllowed);
        created.Body.Should().BeEmpty();
        created.Response.Content.Headers.Allow.Should().Equal("GET", "HEAD");
        listed.Status.Should().Be(HttpStatusCode.OK);
        listed.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        manifest.GetProperty("display_name").GetString().Should().Be("Agent Control Plane");
    }
}
