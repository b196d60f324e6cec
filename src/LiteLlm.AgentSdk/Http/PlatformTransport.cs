using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Turns;
using Microsoft.Extensions.Logging;
using Polly;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The SDK's only access to the network. It sends calls, applies timeouts, retries what is safe to retry, detects the generation of the
/// server's API, and converts unsuccessful responses to exceptions. Agents and sessions hold a transport, not the client.
/// </summary>
internal sealed partial class PlatformTransport
{
    private readonly Func<HttpClient> _clients;
    private readonly PlatformAddress _address;
    private readonly ResiliencePipeline _retry;
    private readonly string _userAgent;
    private readonly string[] _secrets;

    // The detected route of the server's API; -1 until it is known.
    private int _route = -1;

    private bool _isClosed;

    // The origin of the HTTP handlers, which decides what their exceptions mean.
    private readonly HttpPipeline _pipeline;

    public PlatformTransport(AgentPlatformOptions resolvedOptions, Func<HttpClient> clients, ILogger logger, HttpPipeline pipeline)
    {
        _pipeline = pipeline;
        Options = resolvedOptions;
        Logger = logger;
        _clients = clients;
        _address = PlatformAddress.Parse(resolvedOptions.BaseUrl!, resolvedOptions.Generation);
        _retry = RetryPipeline.Create(resolvedOptions, logger);
        _userAgent = resolvedOptions.FullUserAgent;
        _secrets = [.. resolvedOptions.Secrets];
        Gates = new TurnGates(resolvedOptions.TimeProvider);
        if (_address.Routes.Count == 1)
        {
            _route = (int)_address.Routes[0];
        }
    }

    public AgentPlatformOptions Options { get; }

    public TimeProvider Time => Options.TimeProvider;

    public ILogger Logger { get; }

    /// <summary>Gets the queues, by session id, that allow one turn at a time per session.</summary>
    public TurnGates Gates { get; }

    public TurnMemory Memory { get; } = new();

    /// <summary>Gets a value indicating whether the server is an older proxy.</summary>
    public bool IsProxy => Volatile.Read(ref _route) == (int)ApiRoute.Proxy;

    /// <summary>Gets a value indicating whether lost turns are looked for. An older proxy has no calls for that.</summary>
    public bool Heals => Options.Healing.Enabled && !IsProxy;

    /// <summary>Makes all further requests, and the retries of those that run, throw an <see cref="ObjectDisposedException"/>.</summary>
    public void Close() => Volatile.Write(ref _isClosed, true);

    /// <summary>Sends a call and reads the response to the end.</summary>
    public Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ExecuteAsync(
            request,
            static async (transport, response, info, request, token) =>
            {
                using (response)
                {
                    byte[] body = await response.Content.ReadAsByteArrayAsync(token).ConfigureAwait(false);
                    transport.LogPayload(request, body);
                    return new ApiResponse(info, body, request);
                }
            },
            cancellationToken);

    /// <summary>
    /// Sends a call whose response is an event stream. Returns when the headers have arrived. The caller disposes the response.
    /// </summary>
    public Task<HttpResponseMessage> OpenStreamAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ExecuteAsync(
            request,
            static async (transport, response, info, request, token) =>
            {
                try
                {
                    if (await EventStreams.IsOneAsync(response, transport.Time, token).ConfigureAwait(false))
                    {
                        return response;
                    }
                }
                catch
                {
                    response.Dispose();
                    throw;
                }

                using (response)
                {
                    byte[] body = await ResponseBody.ReadBeginningAsync(response.Content, transport.Time, token).ConfigureAwait(false);
                    throw ErrorReader.Unreadable(request, info, body, new InvalidDataException("The response is not an event stream."));
                }
            },
            cancellationToken);

    /// <summary>Gets a value indicating whether bodies and events are logged: the option allows it, and the log level is enabled.</summary>
    public bool LogsPayloads => Options.ShowsContent && Logger.IsEnabled(LogLevel.Trace);

    /// <summary>Removes the client's secrets from a text of the platform.</summary>
    public string Shown(string text) => Redactor.Text(text, Options.ApiKey is { } key ? [key, .. _secrets] : _secrets);

    private void LogPayload(ApiRequest request, byte[] body)
    {
        if (LogsPayloads)
        {
            Log.AnswerSensitive(Logger, request.Method, request.Path, Redactor.Body(body, request.AllSecrets) ?? "");
        }
    }

    /// <summary>
    /// Creates an invoker with all handlers that calls use, for other requests, such as opening a WebSocket.
    /// </summary>
    public HttpMessageInvoker CreateInvoker() => _clients();

    /// <summary>Runs an operation that is not a call, and retries it by the same rules as the request.</summary>
    public Task<T> RepeatAsync<T>(ApiRequest request, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        RepeatAsync(request, attempt, failed: null, cancellationToken);

    private async Task<T> ExecuteAsync<T>(
        ApiRequest request, Func<PlatformTransport, HttpResponseMessage, ResponseInfo, ApiRequest, CancellationToken, Task<T>> read,
            CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.IsRepeatable)
        {
            // A stream is opened again with the same request object, and each time counts as a new call.
            request.Attempts = 0;
        }

        try
        {
            return await AttemptAsync(request, read, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (RetryPipeline.MayRepeat(request, e))
        {
            return await RepeatAsync(request, token => AttemptAsync(request, read, token), e, cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (request.MayHaveLeft && request.Method != HttpMethod.Get)
        {
            e.AddDoubt();
            throw;
        }
    }

    /// <summary>
    /// Runs attempts through the retry pipeline. The first attempt may have failed already: it runs outside the pipeline, because the
    /// pipeline costs as much as the rest of a call, and nearly all calls succeed at once.
    /// </summary>
    private async Task<T> RepeatAsync<T>(
        ApiRequest request, Func<CancellationToken, Task<T>> attempt, Exception? failed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RetryPipeline.Request, request);
        try
        {
            return await _retry.ExecuteAsync(
                async (c, make) =>
                {
                    if (Interlocked.Exchange(ref failed, null) is { } first)
                    {
                        ExceptionDispatchInfo.Throw(first);
                    }

                    return await make(c.CancellationToken).ConfigureAwait(false);
                },
                context,
                attempt).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested && e.CancellationToken != cancellationToken)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (AgentPlatformException e) when (cancellationToken.IsCancellationRequested && RetryPipeline.MayRepeat(request, e))
        {
            // The caller canceled after the failure and before the pause. The pipeline does not pause then, but returns the failure.
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (AgentPlatformException e) when (request.MayHaveLeft && request.Method != HttpMethod.Get)
        {
            e.AddDoubt();
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<T> AttemptAsync<T>(
        ApiRequest request, Func<PlatformTransport, HttpResponseMessage, ResponseInfo, ApiRequest, CancellationToken, Task<T>> read,
            CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed), typeof(AgentPlatformClient));
        long started = Time.GetTimestamp();
        TimeSpan limit = request.Timeout ?? Options.RequestTimeout;
        using CancellationTokenSource deadline = new(limit, Time);
        using CancellationTokenRegistration caller =
            cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), deadline);
        CancellationToken either = deadline.Token;
        request.Attempts++;
        using TracedCall? traced = TracedCall.Start(request, Options);
        Passage passage = new() { Traced = traced };
        string key = await KeyAsync(request, either, cancellationToken).ConfigureAwait(false);
        request.SentKey = key;
        request.SentSecrets = _secrets;
        try
        {
            (HttpResponseMessage response, ResponseInfo info) = await PassAsync(request, key, passage, either).ConfigureAwait(false);
            traced?.Answered((int)info.StatusCode);
            Log.Answered(Logger, request.Method, request.Path, (int)info.StatusCode, Time.GetElapsedTime(started).TotalMilliseconds);
            return await read(this, response, info, request, either).ConfigureAwait(false);
        }
        catch (Exception e) when (TracedCall.Record(traced, e))
        {
            throw;
        }
        catch (AgentPlatformException e)
        {
            request.MayHaveLeft |= e.MayHaveTakenEffect;
            throw;
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            request.MayHaveLeft |= passage.MayHaveLeft;
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested)
        {
            request.MayHaveLeft |= passage.MayHaveLeft;
            throw TimedOut(request, passage, $"{request.TimeoutName} ({limit})", request.TimeoutName, e);
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && passage.Body is not { IsWritten: true }
            && passage.IsOwnHandler)
        {
            // The handler's own timeout for opening a connection.
            throw Broken(
                request,
                new HttpRequestException(HttpRequestError.ConnectionError, "The connection could not be opened in time.", e),
                passage);
        }
        catch (OperationCanceledException) when (Volatile.Read(ref _isClosed))
        {
            AgentPlatformConnectionException closed =
                Broken(request, new ObjectDisposedException(typeof(AgentPlatformClient).FullName), passage);
            request.MayHaveLeft |= closed.MayHaveTakenEffect;
            throw closed;
        }
        catch (OperationCanceledException e)
        {
            request.MayHaveLeft |= passage.MayHaveLeft;
            throw TimedOut(request, passage, "the HttpClient's own Timeout", "", e);
        }
        catch (Exception e) when (passage.HasBegun)
        {
            // Includes exceptions of the user's handlers: the caller must learn whether the request may have taken effect.
            Log.Unanswered(Logger, request.Method, request.Path, Time.GetElapsedTime(started).TotalMilliseconds, e.GetType().Name);
            AgentPlatformConnectionException broken = Broken(request, e, passage);
            request.MayHaveLeft |= broken.MayHaveTakenEffect;
            throw broken;
        }
    }

    private async ValueTask<string> KeyAsync(ApiRequest request, CancellationToken cancellationToken, CancellationToken callersToken)
    {
        if (Options.ApiKeyProvider is not { } provider)
        {
            return Options.ApiKey!;
        }

        string? given;
        try
        {
            given = await provider(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw callersToken.IsCancellationRequested
                ? new OperationCanceledException(e.Message, e, callersToken)
                : TimedOut(request, new Passage(), $"{request.TimeoutName}, during {nameof(AgentPlatformOptions.ApiKeyProvider)}",
                    request.TimeoutName, e);
        }
        catch (Exception e)
        {
            throw new AgentPlatformException(
                $"{request}: {nameof(AgentPlatformOptions.ApiKeyProvider)} failed, so nothing was sent: {e.Message}", e);
        }

        string key = given?.Trim() ?? "";
        return ApiKeys.Problem(key) is { } problem
            ? throw new AgentPlatformValidationException(
                $"The API key that {nameof(AgentPlatformOptions.ApiKeyProvider)} returned can't be used: {problem}.")
            {
                ValidationErrors = [new(nameof(AgentPlatformOptions.ApiKeyProvider), problem)],
            }
            : key;
    }

    private static AgentPlatformTimeoutException TimedOut(ApiRequest request, Passage passage, string what, string limit,
        Exception cause) => new($"{request}: no response within {what}.", Redactor.Cause(cause, request.AllSecrets))
        {
            Limit = limit,
            IsTransient = true,
            MayHaveTakenEffect = request.Method != HttpMethod.Get && passage.MayHaveLeft,
        };

    private static AgentPlatformConnectionException Broken(ApiRequest request, Exception cause, Passage passage)
    {
        bool neverLeft = passage.NeverLeft(cause) && !request.MayHaveLeft;
        string effect = request.Method == HttpMethod.Get ? ""
            : neverLeft ? " The request was not sent completely: nothing took effect."
            : " It is not known whether the request took effect.";
        string tries = passage.Ticket is { IsOnce: true, Tries: > 1 and var count }
            ? $" A handler of the HttpClient tried to send it {count} times, but it was sent only once." : "";
        return new AgentPlatformConnectionException(
            $"{request}: {Redactor.Text(CertificateProblem.Message(cause), request.AllSecrets)}{effect}{tries}",
            Redactor.Cause(cause, request.AllSecrets))
        {
            // A certificate does not become valid during a few retries.
            IsTransient = CertificateProblem.Of(cause) is null,
            NeverLeft = neverLeft,
            MayHaveTakenEffect = request.Method != HttpMethod.Get && !neverLeft,
        };
    }
}
