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
/// The smallest server that answers like the platform, in a process of its own so that only the client's cost is measured: one agent, and sessions whose id says what
/// their stream does. Says its address on its first line and ends with its input.
/// </summary>
internal static class BenchmarkServer
{
    /// <summary>The session whose stream is one long turn.</summary>
    public const string LongTurn = "long-turn";

    /// <summary>The session whose stream is open and says nothing.</summary>
    public const string Idle = "idle";

    public const string Prefix = "/api/v1/managed_agents";

    private const int Times = 60;
    private const int Chunk = 16 * 1024;

    public static async Task RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1));
        WebApplication app = builder.Build();
        await using ConfiguredAsyncDisposable running = app.ConfigureAwait(false);
        byte[] turn = RecordedStreams.LongTurn(Times);
        app.Run(context => AnswerAsync(context, turn));
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is said to the server but the end.
        }
    }

    private static async Task AnswerAsync(HttpContext context, byte[] turn)
    {
        string path = context.Request.Path.Value!;
        if (path.StartsWith(Prefix + "/agents/", StringComparison.Ordinal))
        {
            await AnswerJsonAsync(context, RecordedStreams.Agent);
        }
        else if (!path.EndsWith("/stream", StringComparison.Ordinal))
        {
            await AnswerJsonAsync(context, RecordedStreams.Session(path[(path.LastIndexOf('/') + 1)..]));
        }
        else
        {
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache, no-transform";
            if (path.Contains(LongTurn, StringComparison.Ordinal))
            {
                for (int at = 0; at < turn.Length; at += Chunk)
                {
                    await context.Response.Body.WriteAsync(turn.AsMemory(at, Math.Min(Chunk, turn.Length - at)), context.RequestAborted);
                }

                return;
            }

            await context.Response.Body.WriteAsync(RecordedStreams.StreamOpened.ToArray());
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private static async Task AnswerJsonAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(json);
    }
}
