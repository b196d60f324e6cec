using System.Net;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

public sealed class ProxyTests
{
    private const string Root = "/v1/managed_agents";

    [Fact]
    public async Task The_older_proxy_has_five_calls()
    {
        await using Caller caller = await Caller.StartAsync(configure: options => options.Generation = PlatformGeneration.Proxy);
        JsonElement agent = await caller.JsonAsync("POST", Root + "/agents", """{"model":"m","name":"n"}""");
        agent.EnumerateObject().Select(member => member.Name).Should().Equal("id", "name", "model", "template_id");
        JsonElement session = await caller.JsonAsync("POST", $"{Root}/agents/{agent.GetProperty("id").GetString()}/session", "{}");
        session.GetProperty("status").GetString().Should().Be("ready");
        string path = $"{Root}/sessions/{session.GetProperty("id").GetString()}";
        (await caller.JsonAsync("GET", path)).GetRawText().Should().Be(session.GetRawText());

        using FrameReader events = await caller.OpenAsync("GET", path + "/events");
        await events.UntilAsync("session.started");
        (await caller.JsonAsync("POST", path + "/message", """{"text":"hello there"}""")).GetRawText().Should().Be("""{"text":"echo: hello there"}""");
        (await events.RestAsync()).Select(frame => frame.GetRawText()).Should().Equal(
            """{"type":"message.delta","text":"echo: he"}""",
            """{"type":"message.delta","text":"llo ther"}""",
            """{"type":"message.delta","text":"e"}""",
            """{"type":"message.completed","text":"echo: hello there"}""");
    }

    [Fact]
    public async Task Nothing_else_is_there()
    {
        await using Caller caller = await Caller.StartAsync(configure: options => options.Generation = PlatformGeneration.Proxy);
        foreach (string path in new[] { "/api/v1/managed_agents/agents", Root + "/agents", Root + "/sessions/x", "/" })
        {
            var answer = await caller.SendAsync("GET", path);
            answer.Status.Should().Be(HttpStatusCode.NotFound);
            answer.Body.Should().Be("{}");
        }

        caller.Http.DefaultRequestHeaders.Authorization = null;
        (await caller.SendAsync("POST", Root + "/agents", "{}")).Body.Should().Be("""{"error":"unauthorized"}""");
    }
}
