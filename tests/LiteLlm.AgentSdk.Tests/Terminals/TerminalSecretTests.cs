using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Terminals;

/// <summary>The token is in the address of each connection, and never appears in output.</summary>
public class TerminalSecretTests
{
    private const string Token = "canary+TTY/98QUX==76ZED";
    private static readonly string[] Pieces = ["canary", "98QUX", "76ZED", Clients.Key];

    public static TheoryData<string> Troubles() =>
        new("refused", "status", "page", "reset", "nobody", "not a socket", "handler that names the address",
            "handler that names it at length", "drop", "1008", "attached again", "end");

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task No_token_appears_in_output(string trouble)
    {
        using CapturingLoggerProvider logs = new();
        ConcurrentQueue<string> seen = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name is "System.Net.Http" or "LiteLlm.AgentSdk" or "Experimental.System.Net.Http.Connections",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Enqueue(
                $"activity {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {activity.StatusDescription} "
                    + $"{string.Join(' ', activity.Events.SelectMany(e => e.Tags))}"),
        };
        ActivitySource.AddActivityListener(listener);
        ConcurrentQueue<string> told = [];
        using Events events = new(told);
        await using KestrelStub stub = await StubAsync(trouble);
        ServiceCollection services = [];
        services.AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        IHttpClientBuilder http = services.AddAgentPlatform(options =>
        {
            options.BaseUrl = stub.BaseAddress;
            options.ApiKey = Clients.Key;
            options.Generation = PlatformGeneration.Platform;
            options.Retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero };
            options.Healing = new() { Enabled = trouble == "attached again", BaseDelay = TimeSpan.Zero };
        });
        if (trouble.StartsWith("handler", StringComparison.Ordinal))
        {
            http.AddHttpMessageHandler(() => new Naming(trouble.EndsWith("length", StringComparison.Ordinal)));
        }

        await using ServiceProvider provider = services.BuildServiceProvider();
        AgentPlatformClient client = provider.GetRequiredService<AgentPlatformClient>();
        Session session = SocketStub.Session(client, stub, s =>
        {
            s.TtyToken = Token;
            s.TtyUrl = trouble == "nobody" ? Clients.Nowhere().ToString() : s.TtyUrl;
        });
        TerminalOptions options =
            new() { Token = Token, Address = trouble == "nobody" ? Clients.Nowhere() + "?token=" + Uri.EscapeDataString(Token) : null };
        seen.Enqueue(options.ToString());
        seen.Enqueue(session.ToString());
        try
        {
            await using Terminal terminal = await session.OpenTerminalAsync(options);
            seen.Enqueue(terminal.ToString());
            await terminal.ReadToEndAsync();
            TerminalEnd end = await terminal.EndAsync();
            seen.Enqueue($"{end} {end.Error}");
            seen.Enqueue((await Assert.ThrowsAsync<TerminalEndedException>(() => terminal.WriteAsync("x").AsTask())).ToString());
        }
        catch (AgentPlatformException e)
        {
            seen.Enqueue(
                $"{e} {e.ErrorMessage} {e.ResponseBody} {string.Join(' ', e.ValidationErrors)} "
                    + $"{string.Join(' ', e.Data.Values.Cast<object>())}");
        }

        if (trouble is not ("nobody" or "handler that names the address" or "handler that names it at length"))
        {
            stub.Requests.Should().Contain(r => r.Target.Contains("canary", StringComparison.Ordinal), "the token must be sent");
        }

        if (!trouble.StartsWith("handler", StringComparison.Ordinal))
        {
            // The runtime passes on the text of a handler's own exception unchanged.
            told.Should().NotBeEmpty();
            told.ToList().ForEach(seen.Enqueue);
        }

        seen.Enqueue(logs.AllText);
        logs.Logs.Should().NotBeEmpty();
        seen.SelectMany(text =>
            Pieces.Where(text.Contains).Select(piece => $"{piece} in {text[..Math.Min(text.Length, 2000)]}")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_debugger_is_shown_no_token()
    {
        await using TerminalPlatform platform = await TerminalPlatform.StartAsync();
        await using Terminal terminal = await platform.Session.OpenTerminalAsync();

        typeof(Terminal).GetCustomAttributes(typeof(DebuggerDisplayAttribute), false).Should().ContainSingle();
        terminal.ToString().Should().Be($"Terminal of session {platform.Session.Id}");
        typeof(TerminalOptions).GetProperty(nameof(TerminalOptions.Token))!.GetCustomAttributes(typeof(DebuggerBrowsableAttribute),
            false).Should().ContainSingle();
    }

    private static Task<KestrelStub> StubAsync(string trouble) => trouble switch
    {
        "refused" => SocketStub.StartAsync(context =>
            Respond.Json($$"""{"error":"bad {{context.Request.Headers.Authorization}} {{context.Request.QueryString}}"}""", 401)(context)),
        "status" => SocketStub.StartAsync(context =>
            Respond.Status(502, $"{context.Request.QueryString}", ("X-Request-Id", context.Request.Headers.Authorization.ToString()),
            ("X-Echo", context.Request.QueryString.ToString()))(context)),
        "page" => SocketStub.StartAsync(context => Respond.Html($"<html>{context.Request.QueryString}</html>", 404)(context)),
        "reset" => SocketStub.StartAsync(Respond.Abort()),
        "not a socket" => SocketStub.StartAsync(Respond.Json("{}")),
        "drop" => SocketStub.StartAsync(SocketStub.Say(null, "x")),
        "1008" => SocketStub.StartAsync(SocketStub.Say(1008, "x")),
        "attached again" => SocketStub.StartAsync(SocketStub.Say(null, "x"), Respond.Status(503), SocketStub.Say(1005, "y")),
        _ => SocketStub.StartAsync(SocketStub.Say(1005, "x")),
    };

    /// <summary>A user's handler that fails and includes the request in its message.</summary>
    private sealed class Naming(bool atLength) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Exception inner =
                new InvalidOperationException($"blocked: {request.RequestUri} {request.Headers.Authorization}")
                {
                    Data =
                { ["address"] = request.RequestUri!.ToString() }
                };
            throw atLength ? new HttpRequestException($"{request}", inner) : inner;
        }
    }

    /// <summary>Records the events of the runtime's own event sources.</summary>
    private sealed class Events(ConcurrentQueue<string> seen) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name is "System.Net.Http" or "System.Net.Security" or "System.Net.Sockets" or "System.Net.NameResolution")
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            seen?.Enqueue($"event {eventData.EventName} {string.Join(' ', eventData.Payload ?? new([]))}");
    }
}
