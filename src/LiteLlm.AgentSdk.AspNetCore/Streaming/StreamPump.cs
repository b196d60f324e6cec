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
/// From what the SDK yields to a browser: writes what is ready, flushes when nothing more is, and says that it is alive when nothing comes.
/// A browser that does not read holds it up; nothing is read ahead of it.
/// </summary>
internal abstract class StreamPump<T>(HttpContext context, StreamResultOptions options)
{
    /// <summary>What is ready is sent together, but no more than this.</summary>
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
            AgentProblem? problem = await TellAsync(source, gone).ConfigureAwait(false);
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
            // Whatever the enumeration said on its way out, nobody is there to hear it.
            Log.Disconnected(Logger);
            await DisconnectedAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes what the browser is told of an item; that may be nothing.</summary>
    protected abstract void Write(T item);

    /// <summary>The items have come to their end.</summary>
    protected abstract void End();

    /// <summary>The items have come to a bad end.</summary>
    protected abstract void Fail(AgentProblem problem);

    /// <summary>This process ends before the items do.</summary>
    protected abstract void Stopping();

    /// <summary>The browser has gone, and nothing is enumerated any more.</summary>
    protected abstract Task DisconnectedAsync();

    /// <returns>What went wrong, when nothing has been written yet: that has a status of its own.</returns>
    private async Task<AgentProblem?> TellAsync(IAsyncEnumerable<T> source, CancellationTokenSource gone)
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

            Stopping();
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
            // The status is out: all that is left is to end the stream so that nobody takes it for whole.
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
                    await BeatUntilAsync(waiting).ConfigureAwait(false);
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
                // An enumerator can't be disposed in the middle of a step.
                await gone.CancelAsync().ConfigureAwait(false);
                await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await items.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Sends what is there, and a sign of life each time that nothing has come for so long.</summary>
    private async Task BeatUntilAsync(Task waiting)
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

            Writer.Heartbeat();
        }
    }

    private ValueTask FlushAsync()
    {
        Begin();
        return Writer.FlushAsync(context.RequestAborted);
    }

    /// <summary>The head of the answer.</summary>
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

        // Compression and buffering, here or in a proxy in front, would hold tokens back.
        response.Headers.ContentEncoding = "identity";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
