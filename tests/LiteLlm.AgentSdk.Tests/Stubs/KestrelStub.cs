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
/// A web server on a free port of this machine that answers as a test specifies and records every request. Answers come from the queue
/// first, and then from <see cref="Handler"/>. Without either, the answer is 501.
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

    /// <summary>Gets or sets the handler that answers when the queue is empty.</summary>
    public Func<HttpContext, Task>? Handler { get; set; }

    /// <summary>Gets the address, with a slash at its end.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Gets the requests that have arrived completely (head and body), in order.</summary>
    public IReadOnlyList<StubRequest> Requests => _requests.All;

    /// <summary>Gets the exceptions of handlers, except those caused by a caller that hung up.</summary>
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

    /// <summary>Waits for the n-th request, counted from 1.</summary>
    public Task<StubRequest> WaitForRequestAsync(int count = 1) => _requests.WaitForAsync(count);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        // Dequeued before the test can see the request, so that answers keep the order of the arrivals.
        StubRequest request = await StubRequest.ReadAsync(context);
        Func<HttpContext, Task>? answer = _script.TryDequeue(out Func<HttpContext, Task>? scripted) ? scripted : Handler;
        _requests.Add(request);
        try
        {
            await (answer ?? Respond.Status(StatusCodes.Status501NotImplemented, "the stub has no answer to this"))(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller or the script has closed the connection.
        }
        catch (Exception e)
        {
            _failures.Enqueue(e);
            throw;
        }
    }
}
