using System.Net;
using System.Net.Http.Headers;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Turns;
using Microsoft.Extensions.Logging;
using Polly;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The one door to the network: makes a call, holds it to its time limit, repeats what is safe to repeat, finds out which
/// generation answers, and turns what is no success into an exception. What agents and sessions hold instead of the client.
/// </summary>
internal sealed class PlatformTransport
{
    private const int MaxRedirects = 5;

    private readonly Func<HttpClient> _clients;
    private readonly PlatformAddress _address;
    private readonly ResiliencePipeline _retry;

    // The place under the address that has answered as the platform does; learned once. -1: not yet.
    private int _route = -1;

    // Whether the handler at the bottom is the SDK's own, so that what its exceptions mean is known.
    private readonly bool _handlerIsOurs;

    public PlatformTransport(AgentPlatformOptions resolvedOptions, Func<HttpClient> clients, ILogger logger, bool handlerIsOurs)
    {
        _handlerIsOurs = handlerIsOurs;
        Options = resolvedOptions;
        Logger = logger;
        _clients = clients;
        _address = PlatformAddress.Parse(resolvedOptions.BaseUrl!, resolvedOptions.Generation);
        _retry = RetryPipeline.Create(resolvedOptions, logger);
        Gates = new TurnGates(resolvedOptions.TimeProvider);
        if (_address.Routes.Count == 1)
        {
            _route = (int)_address.Routes[0];
        }
    }

    public AgentPlatformOptions Options { get; }

    public TimeProvider Time => Options.TimeProvider;

    public ILogger Logger { get; }

    /// <summary>One turn at a time per session: the queues, by session id.</summary>
    public TurnGates Gates { get; }

    /// <summary>Whether the older proxy has answered.</summary>
    public bool IsProxy => Volatile.Read(ref _route) == (int)ApiRoute.Proxy;

    /// <summary>Makes a call and reads its answer to the end.</summary>
    public Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ExecuteAsync(
            request,
            static async (response, info, request, token) =>
            {
                using (response)
                {
                    return new ApiResponse(info, await response.Content.ReadAsByteArrayAsync(token).ConfigureAwait(false), request);
                }
            },
            cancellationToken);

    /// <summary>Makes a call whose answer is a stream: returns when its headers are there. The caller disposes the response.</summary>
    public Task<HttpResponseMessage> OpenStreamAsync(ApiRequest request, CancellationToken cancellationToken) =>
        ExecuteAsync(
            request,
            static async (response, info, request, token) =>
            {
                if (response.Content.Headers.ContentType?.MediaType is "text/event-stream")
                {
                    return response;
                }

                using (response)
                {
                    byte[] body = await response.Content.ReadAsByteArrayAsync(token).ConfigureAwait(false);
                    throw ErrorReader.Unreadable(request, info, body, new InvalidDataException("The answer is no event stream."));
                }
            },
            cancellationToken);

    /// <summary>What passes requests on, with all the handlers that calls go through: for what is no call, such as opening a WebSocket.</summary>
    public HttpMessageInvoker CreateInvoker() => _clients();

    /// <summary>Makes an attempt at something that is no call, and repeats it as the request's kind may be repeated.</summary>
    public Task<T> RepeatAsync<T>(ApiRequest request, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        RepeatAsync(request, (_, token) => attempt(token), cancellationToken);

    private Task<T> ExecuteAsync<T>(
        ApiRequest request, Func<HttpResponseMessage, ResponseInfo, ApiRequest, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        RepeatAsync(request, (attempt, token) => AttemptAsync(request, read, attempt, token), cancellationToken);

    private async Task<T> RepeatAsync<T>(ApiRequest request, Func<int, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RetryPipeline.Request, request);
        int attempts = 0;
        try
        {
            return await _retry.ExecuteAsync(
                async (c, make) => await make(++attempts, c.CancellationToken).ConfigureAwait(false),
                context,
                attempt).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested && e.CancellationToken != cancellationToken)
        {
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
        ApiRequest request,
        Func<HttpResponseMessage, ResponseInfo, ApiRequest, CancellationToken, Task<T>> read,
        int attempt,
        CancellationToken cancellationToken)
    {
        long started = Time.GetTimestamp();
        TimeSpan limit = request.Timeout ?? Options.RequestTimeout;
        using CancellationTokenSource deadline = new(limit, Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        Passage passage = new();
        string key = await KeyAsync(request, either.Token, cancellationToken).ConfigureAwait(false);
        request.SentSecrets = [key, .. Options.Secrets];
        try
        {
            (HttpResponseMessage response, ResponseInfo info) = await PassAsync(request, key, passage, either.Token).ConfigureAwait(false);
            Log.Answered(Logger, request.Method, request.Path, (int)info.StatusCode, Time.GetElapsedTime(started).TotalMilliseconds);
            return await read(response, info, request, either.Token).ConfigureAwait(false);
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
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && passage.Body is not { IsWritten: true } && passage.IsOwnHandler)
        {
            // The handler's own limit for making a connection.
            throw Broken(request, new HttpRequestException(HttpRequestError.ConnectionError, "No connection could be made in time.", e), passage);
        }
        catch (OperationCanceledException e)
        {
            request.MayHaveLeft |= passage.MayHaveLeft;
            throw TimedOut(request, passage, "the HttpClient's own Timeout", "", e);
        }
        catch (Exception e) when (passage.HasBegun)
        {
            // Also what handlers of the user's throw: whatever it is, what is known of the request goes with it.
            Log.Unanswered(Logger, request.Method, request.Path, Time.GetElapsedTime(started).TotalMilliseconds, e.GetType().Name);
            AgentPlatformConnectionException broken = Broken(request, e, passage);
            request.MayHaveLeft |= broken.MayHaveTakenEffect;
            throw broken;
        }
    }

    /// <summary>One attempt over the places where a server may have its calls, until one answers as the platform does.</summary>
    private async Task<(HttpResponseMessage Response, ResponseInfo Info)> PassAsync(ApiRequest request, string key, Passage passage, CancellationToken cancellationToken)
    {
        int known = Volatile.Read(ref _route);
        IReadOnlyList<ApiRoute> routes = known >= 0 ? [(ApiRoute)known] : _address.Routes;
        AgentPlatformException? nothingThere = null;
        foreach (ApiRoute route in routes)
        {
            HttpResponseMessage response = await FollowAsync(request, _address.For(route, request.Area, request.Path), key, passage, cancellationToken).ConfigureAwait(false);
            ResponseInfo info = ResponseInfo.Of(response);
            bool isPage = response.Content.Headers.ContentType?.MediaType is "text/html";
            bool isAnswer = response.IsSuccessStatusCode || (response.StatusCode == request.Answer && response.Content.Headers.ContentType?.MediaType is "application/json");
            if (isAnswer && !isPage)
            {
                Learn(route, known);
                return (response, info);
            }

            using (response)
            {
                byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    // Somebody's web page. A read may be tried at the next place; of anything else nobody knows what the page has done.
                    nothingThere ??= ErrorReader.Unreadable(request, info, body, new InvalidDataException("It is a web page."));
                    if (request.Method == HttpMethod.Get)
                    {
                        continue;
                    }

                    throw nothingThere;
                }

                bool platformsOwn = ErrorReader.IsPlatformsOwn(body);
                if (response.StatusCode == HttpStatusCode.NotFound && request.Method == HttpMethod.Delete && request.MayHaveLeft && (platformsOwn || known >= 0))
                {
                    // An earlier attempt did it, and its answer was lost.
                    return (new HttpResponseMessage(HttpStatusCode.NoContent), new ResponseInfo { StatusCode = HttpStatusCode.NoContent });
                }

                AgentPlatformException error = ErrorReader.Read(request, info, body, request.AllSecrets, RetryAfter(response.Headers.RetryAfter, Time), platformsOwn);
                if (response.StatusCode != HttpStatusCode.NotFound || platformsOwn || known >= 0)
                {
                    // Not from a 401 or a gateway's own troubles: those say nothing of who is behind.
                    if (platformsOwn && (int)response.StatusCode is (400 or 404 or 409 or 410 or 422))
                    {
                        Learn(route, known);
                    }

                    throw error;
                }

                // A 404 in somebody else's words: nothing took effect, so the next place may be asked, with a POST too.
                nothingThere ??= error;
            }
        }

        throw nothingThere!;
    }

    private async Task<HttpResponseMessage> FollowAsync(ApiRequest request, Uri uri, string key, Passage passage, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await PassOnceAsync(request, uri, key, passage, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            {
                return response;
            }

            int status = (int)response.StatusCode;
            response.Dispose();
            Uri target = new(uri, location);
            if (Uri.Compare(target, uri, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
            {
                throw new AgentPlatformException(
                    $"{request} was redirected ({status}) to {target.GetLeftPart(UriPartial.Authority)}, which is another server: the key is not sent there. Set BaseUrl to that address if it is the platform.")
                {
                    StatusCode = (HttpStatusCode)status,
                    MayHaveTakenEffect = AfterEffect(request, status),
                };
            }

            if (redirects == MaxRedirects || (status < 307 && request.Method != HttpMethod.Get))
            {
                throw new AgentPlatformException($"{request} was redirected ({status}) to {target.AbsolutePath}, which can't be followed.")
                {
                    StatusCode = (HttpStatusCode)status,
                    MayHaveTakenEffect = AfterEffect(request, status),
                };
            }

            // A redirect is an answer: what was sent has not been done, and may be sent where it points.
            uri = target;
        }
    }

    private async Task<HttpResponseMessage> PassOnceAsync(ApiRequest request, Uri uri, string key, Passage passage, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(request.Method, uri);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        message.Headers.Accept.ParseAdd(request.Accept);
        message.Headers.UserAgent.ParseAdd(Options.FullUserAgent);
        foreach ((string name, string value) in Options.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Body is not null || !request.IsRepeatable)
        {
            message.Content = passage.Body = new JsonBody(request.Body, once: !request.IsRepeatable);
        }

        // The flow of this call alone: nothing of it is seen by the caller's other calls.
        SendTicket? ticket = request.IsRepeatable ? null : passage.Ticket = new SendTicket(message);
        SendTicket.Current = ticket;
        passage.IsOwnHandler = _handlerIsOurs;
        Log.Sending(Logger, request.Method, request.Path);
        passage.HasBegun = true;
        return await _clients().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    // 307 and 308 ask for the same request elsewhere: nothing has been done. The others may be the answer to what has.
    private static bool AfterEffect(ApiRequest request, int status) => request.Method != HttpMethod.Get && status < 307;

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
                : TimedOut(request, new Passage(), $"{request.TimeoutName}, which {nameof(AgentPlatformOptions.ApiKeyProvider)} used up", request.TimeoutName, e);
        }
        catch (Exception e)
        {
            throw new AgentPlatformException($"{request}: {nameof(AgentPlatformOptions.ApiKeyProvider)} failed, so nothing was sent: {e.Message}", e);
        }

        string key = given?.Trim() ?? "";
        return ApiKeys.Problem(key) is { } problem
            ? throw new AgentPlatformValidationException($"The key that {nameof(AgentPlatformOptions.ApiKeyProvider)} gave can't be used: {problem}.")
            {
                ValidationErrors = [new(nameof(AgentPlatformOptions.ApiKeyProvider), problem)],
            }
            : key;
    }

    private void Learn(ApiRoute route, int known)
    {
        if (known < 0 && Interlocked.CompareExchange(ref _route, (int)route, -1) == -1)
        {
            Log.Found(Logger, route);
        }
    }

    /// <summary>How long a server asks to wait.</summary>
    public static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, TimeProvider time) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static AgentPlatformTimeoutException TimedOut(ApiRequest request, Passage passage, string what, string limit, Exception cause) => new($"{request}: no answer within {what}.", Redactor.Cause(cause, request.AllSecrets))
    {
        Limit = limit,
        IsTransient = true,
        MayHaveTakenEffect = request.Method != HttpMethod.Get && passage.MayHaveLeft,
    };

    private static AgentPlatformConnectionException Broken(ApiRequest request, Exception cause, Passage passage)
    {
        bool neverLeft = passage.NeverLeft(cause) && !request.MayHaveLeft;
        string effect = request.Method == HttpMethod.Get ? ""
            : neverLeft ? " The request never left: nothing took effect."
            : " Whether the request took effect is not known.";
        return new AgentPlatformConnectionException($"{request}: {Redactor.Text(cause.Message, request.AllSecrets)}{effect}", Redactor.Cause(cause, request.AllSecrets))
        {
            IsTransient = true,
            NeverLeft = neverLeft,
            MayHaveTakenEffect = request.Method != HttpMethod.Get && !neverLeft,
        };
    }
}
