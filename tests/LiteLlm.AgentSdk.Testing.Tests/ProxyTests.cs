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
        (await caller.JsonAsync("POST", path + "/message", """{"text":"hello there"}""")).GetRawText()
            .Should().Be("""{"text":"echo: hello there"}""");
        (await events.RestAsync()).Select(frame => frame.GetRawText()).Should().Equal(
            """{"type":"message.delta","text":"echo: he"}""",
            """{"type":"message.delta","text":"llo ther"}""",
            """{"type":"message.delta","text":"e"}""",
            """{"type":"message.completed","text":"echo: hello there"}""");
    }

    [Fact]
    public async Task The_answer_to_a_first_prompt_comes_with_the_session()
    {
        await using Caller caller = await Caller.StartAsync(configure: options => options.Generation = PlatformGeneration.Proxy);
        JsonElement agent = await caller.JsonAsync("POST", Root + "/agents", """{"model":"m"}""");
        agent.GetProperty("template_id").GetString().Should().BeEmpty();

        JsonElement session =
            await caller.JsonAsync("POST", $"{Root}/agents/{agent.GetProperty("id").GetString()}/session", """{"initial_prompt":"hi"}""");

        session.GetProperty("status").GetString().Should().Be("ready");
        session.GetProperty("response").GetProperty("text").GetString().Should().Be("echo: hi");
    }

    [Fact]
    public async Task The_later_version_lists_deletes_and_streams()
    {
        await using Caller caller = await Caller.StartAsync(configure: options => options.Generation = PlatformGeneration.Proxy);
        string agent = (await caller.JsonAsync("POST", Root + "/agents", """{"model":"m"}""")).GetProperty("id").GetString()!;
        string session = (await caller.JsonAsync("POST", $"{Root}/agents/{agent}/session", "{}")).GetProperty("id").GetString()!;
        (await caller.JsonAsync("GET", Root + "/agents"))[0].GetProperty("id").GetString().Should().Be(agent);
        (await caller.JsonAsync("GET", Root + "/sessions"))[0].GetProperty("id").GetString().Should().Be(session);

        using FrameReader stream = await caller.OpenAsync("GET", $"{Root}/sessions/{session}/stream");
        await stream.UntilAsync("stream.opened");
        await caller.JsonAsync("POST", $"{Root}/sessions/{session}/message", """{"text":"hi"}""");
        JsonElement[] frames = [.. await stream.RestAsync()];

        frames.Select(frame => frame.GetProperty("type").GetString()).Should().Equal("claude_sdk_message", "session.idle");
        frames[0].GetProperty("properties").GetProperty("message").GetProperty("message").GetProperty("content")[0].GetProperty("text")
            .GetString().Should().Be("echo: hi");
        (await caller.SendAsync("DELETE", $"{Root}/sessions/{session}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await caller.SendAsync("DELETE", $"{Root}/agents/{agent}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await caller.SendAsync("DELETE", $"{Root}/agents/{agent}")).Body.Should().Be("{}");
    }

    [Fact]
    public async Task The_older_proxy_has_no_other_calls()
    {
        await using Caller caller = await Caller.StartAsync(configure: options => options.Generation = PlatformGeneration.Proxy);
        foreach (string path in new[] { "/api/v1/managed_agents/agents", Root + "/skills", Root + "/sessions/x/log", "/" })
        {
            var answer = await caller.SendAsync("GET", path);
            answer.Status.Should().Be(HttpStatusCode.NotFound);
            answer.Body.Should().Be($$"""{"error":"no_route","path":"{{path}}","method":"GET"}""");
        }

        var unknown = await caller.SendAsync("GET", Root + "/sessions/x");
        unknown.Status.Should().Be(HttpStatusCode.NotFound);
        unknown.Body.Should().Be("{}");

        caller.Http.DefaultRequestHeaders.Authorization = null;
        (await caller.SendAsync("POST", Root + "/agents", "{}")).Body.Should().Be("""{"error":"unauthorized"}""");
    }
}
