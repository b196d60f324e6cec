using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WebChat;

namespace LiteLlm.AgentSdk.WebChat.Tests.Support;

/// <summary>The sample with a local platform whose agents follow a test's script, and its pages.</summary>
internal sealed class Chat : IAsyncDisposable
{
    private readonly Chromium? _browser;
    private readonly WebApplication _app;
    private readonly List<BrowserPage> _pages = [];
    private readonly ConcurrentDictionary<HttpContext, bool> _streams;

    private Chat(Chromium? browser, LocalAgentPlatform lap, WebApplication app, ConcurrentDictionary<HttpContext, bool> streams)
    {
        _streams = streams;
        _browser = browser;
        _app = app;
        Lap = lap;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public LocalAgentPlatform Lap { get; }

    public Uri Address { get; }

    public static async Task<Chat> StartAsync(Chromium? browser, Func<LocalTurn, IAsyncEnumerable<TurnStep>> script,
        params StartupPhase[] phases)
    {
        LocalAgentPlatformOptions options = new() { Script = script };
        options.StartupPhases.Clear();
        foreach (StartupPhase phase in phases)
        {
            options.StartupPhases.Add(phase);
        }

        return await StartAsync(browser, options);
    }

    /// <summary>Starts the sample and the platform; without a browser for tests of the application alone.</summary>
    public static async Task<Chat> StartAsync(Chromium? browser, LocalAgentPlatformOptions options, string titles = "")
    {
        LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(options);
        WebApplication app = ChatApplication.Create(["--urls", "http://127.0.0.1:0", $"--WebChat:Titles={titles}"], platform =>
        {
            platform.BaseUrl = lap.BaseUrl;
            platform.ApiKey = lap.ApiKey;
        });
        ConcurrentDictionary<HttpContext, bool> streams = new();
        app.Use(async (context, next) =>
        {
            streams[context] = true;
            await next(context);
            streams.TryRemove(context, out _);
        });
        await app.StartAsync();
        return new Chat(browser, lap, app, streams);
    }

    /// <summary>Breaks the connections that stream to a browser.</summary>
    public void CutStreams()
    {
        foreach (HttpContext context in _streams.Keys)
        {
            context.Abort();
        }
    }

    public async Task<BrowserPage> OpenAsync(string? session = null)
    {
        BrowserPage page = await _browser!.OpenAsync(session is null ? Address : new Uri(Address, "#" + session));
        _pages.Add(page);
        return page;
    }

    /// <summary>Opens a page with a new session that accepts messages.</summary>
    public async Task<(BrowserPage Page, string Session)> OpenSessionAsync()
    {
        BrowserPage page = await OpenAsync();
        await page.ClickAsync("#new");
        await page.WaitForAsync("document.activeElement.id === 'text'");
        return (page, (await page.EvaluateAsync<string>("location.hash"))[1..]);
    }

    public static async Task SendAsync(BrowserPage page, string text)
    {
        await page.TypeAsync(text);
        await page.PressAsync("Enter");
    }

    public static string Shows(string text) => $"document.querySelector('#log').innerText.includes({JsonSerializer.Serialize(text)})";

    public const string IsIdle = "document.querySelector('#log').ariaBusy === 'false' && document.querySelector('.turn[data-state=done]')";

    /// <summary>Ends the pages and the programs, and checks that no page had an error.</summary>
    public async ValueTask DisposeAsync()
    {
        string[] errors = [.. _pages.SelectMany(page => page.Errors)];
        foreach (BrowserPage page in _pages)
        {
            await page.DisposeAsync();
        }

        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        await Lap.DisposeAsync();
        errors.Should().BeEmpty();
    }
}
