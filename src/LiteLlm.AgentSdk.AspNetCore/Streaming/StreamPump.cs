using LiteLlm.AgentSdk.AspNetCore.Diagnostics;
using LiteLlm.AgentSdk.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>
/// Streams the items of a sequence to a browser. It writes items that are ready, flushes when the next one is not ready yet, and sends
/// heartbeats while there is none. It reads no further than the browser does.
/// </summary>
internal abstract class StreamPump<T>(HttpContext context, StreamResultOptions options)
{
    /// <summary>The number of pending bytes at which the items are flushed, even if the next one is ready.</summary>
    private const int FlushAt = 16 * 1024;

    private readonly TimeProvider _time = options.TimeProvider ?? context.RequestServices?.GetService<TimeProvider>()
        ?? TimeProvider.System;
    private readonly CancellationToken _stopping = context.RequestServices?.GetService<IHostApplicationLifetime>()?.ApplicationStopping
        ?? CancellationToken.None;

    protected ILogger Logger { get; } = context.RequestServices?.GetService<ILoggerFactory>()?.CreateLogger(Log.Category)
        ?? NullLogger.Instance;

    protected EventWriter Writer { get; } = new(context.Response.BodyWriter);

    protected TimeProvider Time => _time;

    public async Task RunAsync(IAsyncEnumerable<T> source)
    {
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping);
        try
        {
            AgentProblem? problem = await WriteEventsAsync(source, gone).ConfigureAwait(false);
            if (problem is null)
            {
                await FlushAsync().ConfigureAwait(false);
            }
            else
            {
                await new AgentProblemResult(problem).ExecuteAsync(context).ConfigureAwait(false);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser has disconnected, so the exception can't be reported to it.
            Log.Disconnected(Logger);
            await OnDisconnectedAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes an event for an item, if the browser is to receive one.</summary>
    protected abstract void Write(T item);

    /// <summary>Writes the event after the last item.</summary>
    protected abstract void End();

    /// <summary>Writes the event for a failure.</summary>
    protected abstract void Fail(AgentProblem problem);

    /// <summary>Writes the event for an application that stops before the last item.</summary>
    protected abstract void WriteStopping();

    /// <summary>Called after the browser has disconnected and the enumeration has ended.</summary>
    protected abstract Task OnDisconnectedAsync();

    /// <returns>The failure, if nothing has been written yet, so that the response can have its status; otherwise, null.</returns>
    private async Task<AgentProblem?> WriteEventsAsync(IAsyncEnumerable<T> source, CancellationTokenSource gone)
    {
        try
        {
            await PumpAsync(source, gone).ConfigureAwait(false);
            End();
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            if (!Writer.HasBegun)
            {
                return AgentProblem.Stopping;
            }

            WriteStopping();
        }
        catch (AgentPlatformException e)
        {
            AgentProblem problem = AgentProblem.Of(e, options.IncludeExceptionMessages);
            Log.Failed(Logger, problem.Code, e.Message);
            if (!Writer.HasBegun)
            {
                return problem;
            }

            Fail(problem);
        }
        catch (Exception e) when (Writer.HasBegun)
        {
            // The status has been sent. The failure event shows the browser that the stream is incomplete.
            Log.Broken(Logger, e);
            Fail(AgentProblem.Internal);
        }

        return null;
    }

    private async Task PumpAsync(IAsyncEnumerable<T> source, CancellationTokenSource gone)
    {
        IAsyncEnumerator<T> items = source.GetAsyncEnumerator(gone.Token);
        Task<bool>? waiting = null;
        try
        {
            while (true)
            {
                ValueTask<bool> next = items.MoveNextAsync();
                bool more;
                if (next.IsCompleted)
                {
                    more = await next.ConfigureAwait(false);
                }
                else
                {
                    waiting = next.AsTask();
                    await SendHeartbeatsUntilAsync(waiting).ConfigureAwait(false);
                    more = await waiting.ConfigureAwait(false);
                    waiting = null;
                }

                if (!more)
                {
                    return;
                }

                Write(items.Current);
                if (Writer.Pending >= FlushAt)
                {
                    await FlushAsync().ConfigureAwait(false);
                }
            }
        }
        finally
        {
            if (waiting is { IsCompleted: false })
            {
                // An enumerator can't be disposed while MoveNextAsync is running.
                await gone.CancelAsync().ConfigureAwait(false);
                await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await items.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Flushes pending bytes, and sends heartbeats until the task completes.</summary>
    private async Task SendHeartbeatsUntilAsync(Task waiting)
    {
        while (true)
        {
            if (Writer.Pending > 0)
            {
                await FlushAsync().ConfigureAwait(false);
            }

            await waiting.WaitAsync(options.HeartbeatInterval, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (waiting.IsCompleted)
            {
                return;
            }

            Writer.WriteHeartbeat();
        }
    }

    private ValueTask FlushAsync()
    {
        Begin();
        return Writer.FlushAsync(context.RequestAborted);
    }

    /// <summary>Sets the headers of the response.</summary>
    private void Begin()
    {
        HttpResponse response = context.Response;
        if (response.HasStarted)
        {
            return;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = EventWriter.ContentType;
        response.Headers.CacheControl = "no-cache, no-store";

        // Compression and buffering, here or in a proxy, would delay tokens.
        response.Headers.ContentEncoding = "identity";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
