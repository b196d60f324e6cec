using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests.Support;

/// <summary>A platform and a plain HTTP client to it.</summary>
internal sealed class Caller : IAsyncDisposable
{
    public const string Agents = "/api/v1/managed_agents/agents";
    public const string Sessions = "/api/v1/managed_agents/sessions";

    /// <summary>Longer than any operation here takes on a busy machine, so that a hanging test fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Caller(LocalAgentPlatform lap)
    {
        Lap = lap;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = lap.BaseUrl, Timeout = Patience };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", lap.ApiKey);
    }

    public LocalAgentPlatform Lap { get; }

    public HttpClient Http { get; }

    public static async Task<Caller> StartAsync(Func<LocalTurn, IAsyncEnumerable<TurnStep>>? script = null,
        Action<LocalAgentPlatformOptions>? configure = null)
    {
        var options = new LocalAgentPlatformOptions();
        options.StartupPhases.Clear();
        options.Script = script ?? options.Script;
        configure?.Invoke(options);
        return new Caller(await LocalAgentPlatform.StartAsync(options));
    }

    public async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Response)> SendAsync(string method, string path,
        string? body = null)
    {
        using var request = Request(method, path, body);
        HttpResponseMessage response = await Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public async Task<JsonElement> JsonAsync(string method, string path, string? body = null)
    {
        (HttpStatusCode status, string text, _) = await SendAsync(method, path, body);
        ((int)status).Should().BeInRange(200, 299, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<string> AgentAsync(string harness = "claude-agent-sdk", string more = "")
    {
        string projects = harness == "claude-code-brain-inline" ? ",\"projects\":[{\"id\":\"p\",\"name\":\"p\"}]" : "";
        JsonElement agent =
            await JsonAsync("POST", Agents, $$"""{"model":"claude-haiku-4-5","harness_id":"{{harness}}"{{projects}}{{more}}}""");
        return agent.GetProperty("id").GetString()!;
    }

    /// <summary>Creates a ready session.</summary>
    public async Task<string> SessionAsync(string harness = "claude-agent-sdk", string body = "{}", string agentMore = "")
    {
        string agent = await AgentAsync(harness, agentMore);
        JsonElement session = await JsonAsync("POST", $"{Agents}/{agent}/session", body);
        string id = session.GetProperty("id").GetString()!;
        await Lap.WaitForStatusAsync(id, "ready").WaitAsync(Patience);
        return id;
    }

    public Task<JsonElement> MessageAsync(string session, string text) =>
        JsonAsync("POST", $"{Sessions}/{session}/message", $$"""{"text":{{JsonSerializer.Serialize(text)}}}""");

    public Task<JsonElement> GetAsync(string session) => JsonAsync("GET", $"{Sessions}/{session}");

    public async Task<JsonElement[]> ThreadAsync(string session) =>
        [.. (await JsonAsync("GET", $"{Sessions}/{session}/messages")).EnumerateArray()];

    public async Task<FrameReader> OpenAsync(string method, string path, string? body = null)
    {
        using var request = Request(method, path, body);
        HttpResponseMessage response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new FrameReader(response, await response.Content.ReadAsStreamAsync());
    }

    public Task<FrameReader> StreamMessageAsync(string session, string text) =>
        OpenAsync("POST", $"{Sessions}/{session}/message_stream", $$"""{"text":{{JsonSerializer.Serialize(text)}}}""");

    public async ValueTask DisposeAsync()
    {
        await Lap.DisposeAsync();
        Http.Dispose();
    }

    private static HttpRequestMessage Request(string method, string path, string? body) => new(new HttpMethod(method), path)
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    };
}
