using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>
/// A web server on a free port of this machine that answers as a test says and remembers every request. Answers come
/// from the queue first, then from <see cref="Handler"/>; with neither it says 501.
/// </summary>
internal sealed class KestrelStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _script = new();
    private readonly Arrivals<StubRequest> _requests = new();
    private readonly ConcurrentQueue<Exception> _failures = new();

    private KestrelStub(Func<HttpContext, Task>? handler)
    {
        Handler = handler;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseShutdownTimeout(TimeSpan.Zero);
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>What answers when the queue is empty.</summary>
    public Func<HttpContext, Task>? Handler { get; set; }

    /// <summary>The address, with a slash at its end.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Everything that has arrived whole (head and body), in order.</summary>
    public IReadOnlyList<StubRequest> Requests => _requests.All;

    /// <summary>What handlers threw, without what comes of the caller hanging up.</summary>
    public IReadOnlyCollection<Exception> Failures => _failures;

    public static async Task<KestrelStub> StartAsync(Func<HttpContext, Task>? handler = null)
    {
        KestrelStub stub = new(handler);
        await stub._app.StartAsync();
        IServerAddressesFeature addresses =
            stub._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        stub.BaseAddress = new Uri(addresses.Addresses.Single() + "/");
        return stub;
    }

    /// <summary>Answers the next requests, one each, in this order.</summary>
    public KestrelStub Enqueue(params ReadOnlySpan<Func<HttpContext, Task>> answers)
    {
        foreach (Func<HttpContext, Task> answer in answers)
        {
            _script.Enqueue(answer);
        }

        return this;
    }

    /// <summary>The n-th request, counted from 1.</summary>
    public Task<StubRequest> WaitForRequestAsync(int count = 1) => _requests.WaitForAsync(count);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        // Taken before the request shows itself to the test, so that answers keep the order of the arrivals.
        StubRequest request = await StubRequest.ReadAsync(context);
        Func<HttpContext, Task>? answer = _script.TryDequeue(out Func<HttpContext, Task>? scripted) ? scripted : Handler;
        _requests.Add(request);
        try
        {
            await (answer ?? Respond.Status(StatusCodes.Status501NotImplemented, "the stub has no answer to this"))(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has hung up, or the script has.
        }
        catch (Exception e)
        {
            _failures.Enqueue(e);
            throw;
        }
    }
}
