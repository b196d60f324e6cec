using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.WebChat.Tests.Support;

/// <summary>
/// The minimum that shows tokens in a browser without giving it the key: a page with an EventSource, and a server that copies the
/// platform's
/// bytes. The sample causes any additional time itself.
/// </summary>
internal sealed class RawPage : IAsyncDisposable
{
    private const string Page = """
        <!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><p id="out"></p><script>
        function go(session) {
          out.textContent = '';
          const source = new EventSource('/raw/' + session);
          source.onmessage = message => {
            const { type, event } = JSON.parse(message.data);
            if (event?.type === 'message.part.delta') out.append(event.properties.delta);
            if (type === 'done') source.close();
          };
        }
        </script>
        """;

    private readonly WebApplication _app;
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    private RawPage(WebApplication app, LocalAgentPlatform lap)
    {
        _app = app;
        _http.BaseAddress = new Uri(lap.BaseUrl, "api/v1/managed_agents/sessions/");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", lap.ApiKey);
    }

    public Uri Address { get; private set; } = null!;

    public static async Task<RawPage> StartAsync(LocalAgentPlatform lap)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        RawPage page = new(app, lap);
        app.MapGet("/", () => Results.Content(Page, "text/html"));
        app.MapGet("/raw/{session}", page.CopyAsync);
        await app.StartAsync();
        page.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task CopyAsync(string session, HttpContext context)
    {
        using HttpRequestMessage request =
            new(HttpMethod.Post, session + "/message_stream") { Content = JsonContent.Create(new { text = "go" }) };
        using HttpResponseMessage response =
            await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        await using Stream source = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        byte[] buffer = new byte[8192];
        int read;
        while ((read = await source.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
