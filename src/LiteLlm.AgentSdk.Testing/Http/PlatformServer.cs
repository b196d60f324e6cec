using System.Net;
using System.Security.Cryptography;
using System.Text;
using LiteLlm.AgentSdk.Testing.Admin;
using LiteLlm.AgentSdk.Testing.AgentIssues;
using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Artifacts;
using LiteLlm.AgentSdk.Testing.Automations;
using LiteLlm.AgentSdk.Testing.Gateway;
using LiteLlm.AgentSdk.Testing.Memories;
using LiteLlm.AgentSdk.Testing.Projects;
using LiteLlm.AgentSdk.Testing.Proxy;
using LiteLlm.AgentSdk.Testing.Sandboxes;
using LiteLlm.AgentSdk.Testing.Sessions;
using LiteLlm.AgentSdk.Testing.Skills;
using LiteLlm.AgentSdk.Testing.Templates;
using LiteLlm.AgentSdk.Testing.Terminals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>The web server, and the common steps of all requests: faults, trailing slashes, methods, keys and unknown paths.</summary>
internal sealed class PlatformServer : IAsyncDisposable
{
    private const string GatewayPrefix = "/api/v1/";
    private readonly PlatformState _platform;
    private readonly RouteTable _routes = new();
    private readonly WebApplication _app;
    private readonly GatewayEndpoints _gateway;
    private readonly byte[] _key;

    private PlatformServer(PlatformState platform)
    {
        _platform = platform;
        _gateway = new GatewayEndpoints(platform);
        _key = Encoding.UTF8.GetBytes("Bearer " + platform.Options.ApiKey);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, platform.Options.Port);
        });
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        _app = builder.Build();
        _app.Run(HandleAsync);
        if (platform.IsProxy)
        {
            new ProxyEndpoints(platform).Map(_routes);
            return;
        }

        new AgentEndpoints(platform).Map(_routes);
        new SessionEndpoints(platform).Map(_routes);
        new MessageEndpoints(platform).Map(_routes);
        new StreamEndpoints(platform).Map(_routes);
        new SkillEndpoints(platform).Map(_routes);
        new AgentSkillEndpoints(platform).Map(_routes);
        new TemplateEndpoints(platform).Map(_routes);
        new MemoryEndpoints(platform).Map(_routes);
        new AutomationEndpoints(platform).Map(_routes);
        new IssueEndpoints(platform).Map(_routes);
        new ProjectEndpoints(platform).Map(_routes);
        new SessionInsightEndpoints(platform).Map(_routes);
        new SandboxEndpoints(platform).Map(_routes);
        new ArtifactEndpoints(platform).Map(_routes);
        new PassthroughEndpoints(platform).Map(_routes);
        new AdminEndpoints(platform).Map(_routes);
        new IntegrationEndpoints(platform).Map(_routes);
        new TerminalEndpoints(platform).Map(_routes);
        ConfigEndpoints.Map(_routes);
    }

    /// <summary>Gets the requests so far.</summary>
    public List<ReceivedRequest> Received { get; } = [];

    public static async Task<PlatformServer> StartAsync(PlatformState platform, CancellationToken cancellationToken)
    {
        var server = new PlatformServer(platform);
        await server._app.StartAsync(cancellationToken).ConfigureAwait(false);
        var addresses = server._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        platform.BaseUrl = new Uri(addresses.Addresses.First() + "/");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // Running requests were canceled before; the server closes the connections that are still open.
        await _app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _platform.Stopping);
        string path = context.Request.Path.Value ?? "/";
        var found = _routes.Find(path);
        _platform.Counters.RequestStarted(context.Request.Method, found?.Route.Template ?? path);
        try
        {
            ReceivedRequest request = await ReadAsync(context, path, found?.Route.Template, gone.Token).ConfigureAwait(false);
            string? session = found?.Route.Template.Contains("/sessions/{id}", StringComparison.Ordinal) == true
                ? found.Value.Values["id"] : null;
            Fault? fault = _platform.Faults.Consume(context.Request.Method, found?.Route.Template, path, session);
            var exchange =
                new Exchange(context, request, found?.Values
                ?? new Dictionary<string, string>(StringComparer.Ordinal), fault, IsAuthorized(context), gone.Token);
            await AnswerAsync(context, exchange, found?.Route).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (IOException)
        {
            // The caller disconnected while it was sending.
        }
        finally
        {
            _platform.Counters.RequestEnded();
        }
    }

    private async Task AnswerAsync(HttpContext context, Exchange exchange, RouteTable.Route? route)
    {
        switch (exchange.Fault)
        {
            case { Kind: FaultKind.Abort }:
                exchange.Abort();
                return;
            case { Kind: FaultKind.Answer, TakesEffect: false } fault:
                await exchange.AnswerAsync(fault).ConfigureAwait(false);
                return;
        }

        try
        {
            await RouteAsync(context, exchange, route).ConfigureAwait(false);
            await exchange.EndAsync().ConfigureAwait(false);
        }
        catch (AnswerEndedException)
        {
            // Returning ends the body cleanly.
        }
        catch (AnswerReplacedException)
        {
            await exchange.AnswerAsync(exchange.Fault!).ConfigureAwait(false);
        }
        catch (ConnectionCutException) when (!exchange.HasStarted)
        {
            exchange.Abort();
        }
        catch (Exception exception) when (!exchange.HasStarted && exception is not (OperationCanceledException or IOException))
        {
            await exchange.InternalErrorAsync().ConfigureAwait(false);
        }
    }

    private Task RouteAsync(HttpContext context, Exchange exchange, RouteTable.Route? route)
    {
        string path = exchange.Path;
        if (_platform.Options.IsControlPlane)
        {
            return ControlPlaneEndpoints.AnswerAsync(exchange);
        }

        if (!_platform.IsProxy && CleanTarget(context) is { } clean)
        {
            exchange.Header("location", clean);
            return exchange.AnswerAsync(308, null, clean);
        }

        if (path.Length > 1 && path.EndsWith('/') && !_platform.IsProxy)
        {
            string location = path.TrimEnd('/') + context.Request.QueryString.Value;
            exchange.Header("location", location);
            return exchange.AnswerAsync(308, null, location);
        }

        bool isApi = path.StartsWith(GatewayPrefix, StringComparison.Ordinal);
        if (_platform.IsProxy)
        {
            return !path.StartsWith("/v1/managed_agents", StringComparison.Ordinal) ? ProxyEndpoints.NoRouteAsync(exchange)
                : !exchange.IsAuthorized ? exchange.ErrorAsync(401, "unauthorized")
                : route?.Handler(exchange.Method) is { } proxied ? proxied(exchange)
                : ProxyEndpoints.NoRouteAsync(exchange);
        }

        if (route is null && !isApi && !path.StartsWith("/api/mcp-rest/", StringComparison.Ordinal))
        {
            return ConfigEndpoints.PageNotFoundAsync(exchange);
        }

        if (route is not null && exchange.Method == "OPTIONS")
        {
            exchange.Header("allow", route.Allow);
            return exchange.EmptyAsync(204);
        }

        if (route is not null && route.Handler(exchange.Method) is null)
        {
            return exchange.EmptyAsync(405);
        }

        if (route?.Anonymous != true && !exchange.IsAuthorized)
        {
            return exchange.ErrorAsync(401, "unauthorized");
        }

        return route is null ? _gateway.AnswerAsync(exchange) : route.Handler(exchange.Method)!(exchange);
    }

    /// <returns>The target with single slashes; null if it has no repeated slashes.</returns>
    private static string? CleanTarget(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        int query = target.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? target : target[..query];
        if (!path.Contains("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        string clean = string.Join('/', path.Replace('\\', '/').Split('/').Where((segment, i) => i == 0 || segment.Length > 0));
        return clean + (path[^1] is '/' or '\\' ? "/" : "") + (query < 0 ? "" : target[query..]);
    }

    private bool IsAuthorized(HttpContext context) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), _key);

    private async Task<ReceivedRequest> ReadAsync(HttpContext context, string path, string? route, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        string body = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        var headers = context.Request.Headers.Where(header => !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
        var received = new ReceivedRequest
        {
            Method = context.Request.Method,
            Path = path,
            Query = context.Request.QueryString.Value ?? "",
            Route = route,
            HeaderNames = [.. context.Request.Headers.Keys],
            Headers = headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body,
            ReceivedAt = _platform.Time.GetUtcNow(),
        };
        lock (Received)
        {
            Received.Add(received);
        }

        _platform.Signal.Pulse();
        return received;
    }
}
