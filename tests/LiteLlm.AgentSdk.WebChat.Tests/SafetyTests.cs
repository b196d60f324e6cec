using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>Requests that the application refuses, and the headers of every response. Needs no browser.</summary>
public sealed class SafetyTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] s_headers =
    [
        "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
    ];

    private readonly HttpClient _http = new();
    private Chat _chat = null!;

    public async Task InitializeAsync()
    {
        _chat = await Chat.StartAsync(null, DemoScript.RunAsync);
        _http.BaseAddress = _chat.Address;
    }

    public async Task DisposeAsync() => await _chat.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("evil.example:5080", HttpStatusCode.BadRequest)]
    [InlineData("10.0.0.1", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    public async Task Only_hosts_of_this_machine_are_answered(string host, HttpStatusCode status)
    {
        foreach (string path in (string[])["/", "/api/sessions"])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.Host = host;
            using HttpResponseMessage response = await _http.SendAsync(request);
            response.StatusCode.Should().Be(status, path);
            HasHeaders(response);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\"text\"")]
    [InlineData("""{"text":null}""")]
    [InlineData("""{"text":1}""")]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":" \t\n"}""")]
    [InlineData("""{"text":"\u00a0\u2003"}""")]
    public async Task A_message_without_text_is_a_bad_request_and_starts_no_turn(string body)
    {
        string session = await CreateSessionAsync();
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.PostAsync($"/api/sessions/{session}/messages", content);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType?.MediaType.Should().Be("application/problem+json");
        HasHeaders(response);
        _chat.Lap.Counters.TurnsStarted.Should().Be(0);
    }

    [Fact]
    public async Task A_message_with_text_starts_a_turn()
    {
        string session = await CreateSessionAsync();
        using HttpResponseMessage response = await _http.PostAsJsonAsync($"/api/sessions/{session}/messages", new { text = "hello" });

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        HasHeaders(response);
        (await response.Content.ReadAsStringAsync()).Should().Contain("event: completed");
        _chat.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task A_message_that_is_not_JSON_is_refused()
    {
        string session = await CreateSessionAsync();
        using FormUrlEncodedContent content = new([new("text", "hello")]);
        using HttpResponseMessage response = await _http.PostAsync($"/api/sessions/{session}/messages", content);

        response.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        HasHeaders(response);
        _chat.Lap.Counters.TurnsStarted.Should().Be(0);
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.Created)]
    public async Task Calls_of_pages_of_other_sites_are_refused(string site, HttpStatusCode status)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/sessions");
        request.Headers.Add("Sec-Fetch-Site", site);
        using HttpResponseMessage response = await _http.SendAsync(request);

        response.StatusCode.Should().Be(status);
        HasHeaders(response);
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/app.js", HttpStatusCode.OK)]
    [InlineData("/chat.css", HttpStatusCode.OK)]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/api/sessions", HttpStatusCode.OK)]
    [InlineData("/api/sessions/none", HttpStatusCode.NotFound)]
    [InlineData("/api/sessions/none/messages", HttpStatusCode.NotFound)]
    [InlineData("/none", HttpStatusCode.NotFound)]
    public async Task Every_response_has_the_security_headers(string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await _http.GetAsync(path);

        response.StatusCode.Should().Be(status);
        HasHeaders(response);
    }

    private static void HasHeaders(HttpResponseMessage response)
    {
        s_headers.Should().OnlyContain(name => response.Headers.Contains(name));
        response.Headers.GetValues("Content-Security-Policy").Single().Should()
            .Contain("default-src 'none'").And.Contain("script-src 'self';").And.Contain("style-src 'self';").And.NotContain("unsafe");
    }

    private async Task<string> CreateSessionAsync()
    {
        using HttpResponseMessage response = await _http.PostAsync("/api/sessions", null);
        JsonElement session = await response.Content.ReadFromJsonAsync<JsonElement>();
        return session.GetProperty("id").GetString()!;
    }
}
