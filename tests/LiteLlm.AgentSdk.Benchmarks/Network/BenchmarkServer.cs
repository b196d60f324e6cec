using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>
/// A minimal server that answers like the platform, in its own process so that only the client's cost is measured. It has one agent, and
/// sessions whose id selects their stream. Prints its address on its first line and ends with its input.
/// </summary>
internal static class BenchmarkServer
{
    /// <summary>The session whose stream is one long turn.</summary>
    public const string LongTurn = "long-turn";

    /// <summary>The session whose stream is open and silent.</summary>
    public const string Idle = "idle";

    public const string Prefix = "/api/v1/managed_agents";

    private const int Times = 60;
    private const int Chunk = 16 * 1024;

    public static async Task RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols =
            Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1));
        WebApplication app = builder.Build();
        await using ConfiguredAsyncDisposable running = app.ConfigureAwait(false);
        byte[] turn = RecordedStreams.LongTurn(Times);
        Dictionary<string, byte[]> turns = new(StringComparer.Ordinal)
        {
            [$"{Prefix}/sessions/{TurnWires.ClaudeSession}/message_stream"] = TurnWires.Claude(),
            [$"{Prefix}/sessions/{TurnWires.OpenCodeSession}/message_stream"] = TurnWires.OpenCode(),
            [TurnWires.OpenAIPath] = TurnWires.OpenAI(),
            [TurnWires.AnthropicPath] = TurnWires.Anthropic(),
        };
        byte[] shortTurn = TurnWires.Claude(TurnWires.FewTokens);
        byte[] begun = TurnWires.Begun();
        app.Run(context => context.Request.Path.Value! switch
        {
            string path when turns.TryGetValue(path, out byte[]? answer) => AnswerTurnAsync(context, answer),
            string path when IsMessageTo(path, TurnWires.ShortSession) => AnswerTurnAsync(context, shortTurn),
            string path when IsMessageTo(path, TurnWires.SilentSession) => BeginTurnAsync(context, begun),
            _ => AnswerAsync(context, turn),
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync(
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        while (await Console.In.ReadLineAsync() is not null)
        {
            // The server receives no input except its end.
        }
    }

    private static async Task AnswerAsync(HttpContext context, byte[] turn)
    {
        string path = context.Request.Path.Value!;
        if (path.StartsWith(Prefix + "/agents/", StringComparison.Ordinal))
        {
            await AnswerJsonAsync(context, RecordedStreams.Agent);
        }
        else if (path.EndsWith("/messages", StringComparison.Ordinal))
        {
            await AnswerJsonAsync(context, "[]"u8.ToArray());
        }
        else if (!path.EndsWith("/stream", StringComparison.Ordinal))
        {
            await AnswerJsonAsync(context, RecordedStreams.Session(path[(path.LastIndexOf('/') + 1)..]));
        }
        else
        {
            BeginStream(context);
            if (path.Contains(LongTurn, StringComparison.Ordinal))
            {
                await WriteAsync(context, turn);
                return;
            }

            await context.Response.Body.WriteAsync(RecordedStreams.StreamOpened.ToArray());
            await context.Response.Body.FlushAsync();
            await UntilGoneAsync(context);
        }
    }

    private static bool IsMessageTo(string path, string session) =>
        path.StartsWith($"{Prefix}/sessions/{session}-", StringComparison.Ordinal)
        && path.EndsWith("/message_stream", StringComparison.Ordinal);

    private static async Task BeginTurnAsync(HttpContext context, byte[] begun)
    {
        await AnswerTurnAsync(context, begun);
        await context.Response.Body.FlushAsync();
        await UntilGoneAsync(context);
    }

    private static Task UntilGoneAsync(HttpContext context) =>
        Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);

    private static async Task AnswerTurnAsync(HttpContext context, byte[] turn)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        BeginStream(context);
        await WriteAsync(context, turn);
    }

    private static void BeginStream(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache, no-transform";
    }

    private static async Task WriteAsync(HttpContext context, byte[] stream)
    {
        for (int at = 0; at < stream.Length; at += Chunk)
        {
            await context.Response.Body.WriteAsync(stream.AsMemory(at, Math.Min(Chunk, stream.Length - at)), context.RequestAborted);
        }
    }

    private static async Task AnswerJsonAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(json);
    }
}
