using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.AspNetCore.Tests.Support;

/// <summary>An application under Kestrel, on a free port, with one endpoint.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TaskCompletionSource _executed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WebServer(WebApplication app)
    {
        App = app;

        // An abandoned stream is not read to its end.
        Http = new HttpClient(new SocketsHttpHandler { MaxResponseDrainSize = 0, ResponseDrainTimeout = TimeSpan.Zero })
        {
            Timeout =
            Patience
        };
    }

    public WebApplication App { get; }

    public HttpClient Http { get; }

    /// <summary>Gets a task that completes when the endpoint has ended in any way.</summary>
    public Task Executed => _executed.Task.WaitAsync(Patience);

    public static async Task<WebServer> StartAsync(Func<HttpContext, Task<IResult>> endpoint, Action<IServiceCollection>? services = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        services?.Invoke(builder.Services);
        WebServer server = new(builder.Build());
        server.App.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                server._executed.TrySetResult();
            }
        });
        server.App.Map("/", endpoint).AddAgentPlatformProblems();
        await server.App.StartAsync();
        server.Http.BaseAddress = new Uri(
            server.App.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        return server;
    }

    public static Task<WebServer> StartAsync(Func<IResult> endpoint, Action<IServiceCollection>? services = null) =>
        StartAsync(_ => Task.FromResult(endpoint()), services);

    /// <summary>Sends the request, and returns a reader of the stream.</summary>
    public async Task<EventReader> OpenAsync(string? lastEventId = null, CancellationToken cancellationToken = default)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        HttpResponseMessage response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return new EventReader(response, await response.Content.ReadAsStreamAsync(cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync(new CancellationToken(canceled: true));
        await App.DisposeAsync();
    }
}
