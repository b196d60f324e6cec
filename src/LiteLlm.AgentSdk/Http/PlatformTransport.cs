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

    public PlatformTransport(AgentPlatformOptions resolvedOptions, Func<HttpClient> clients, ILogger logger)
    {
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
                    byte[] body = await response.Content.ReadAsByteArrayAsync(token).ConfigureAwait(false);

                    // A gateway's sign-in page is no success, also of calls whose answer nobody reads.
                    return response.Content.Headers.ContentType?.MediaType is "text/html"
                        ? throw ErrorReader.Unreadable(request, info, body, new InvalidDataException("The answer is a web page."))
                        : new ApiResponse(info, body, request);
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

    private async Task<T> ExecuteAsync<T>(
        ApiRequest request, Func<HttpResponseMessage, ResponseInfo, ApiRequest, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RetryPipeline.Request, request);
        int attempts = 0;
        try
        {
            return await _retry.ExecuteAsync(
                async (c, state) =>
                {
                    attempts++;
                    return await AttemptAsync(state.request, state.read, attempts, c.CancellationToken).ConfigureAwait(false);
                },
                context,
                (request, read)).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested && e.CancellationToken != cancellationToken)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
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
        try
        {
            (HttpResponseMessage response, ResponseInfo info) = await PassAsync(request, attempt, passage, either.Token).ConfigureAwait(false);
            Log.Answered(Logger, request.Method, request.Path, (int)info.StatusCode, Time.GetElapsedTime(started).TotalMilliseconds);
            return await read(response, info, request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            string what = deadline.IsCancellationRequested ? $"{request.TimeoutName} ({limit})" : "the HttpClient's own Timeout";
            throw new AgentPlatformTimeoutException($"{request}: no answer within {what}.", e)
            {
                Limit = deadline.IsCancellationRequested ? request.TimeoutName : "",
                IsTransient = true,
                MayHaveTakenEffect = request.Method != HttpMethod.Get && passage.MayHaveLeft,
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SentTwiceException)
        {
            Log.Unanswered(Logger, request.Method, request.Path, Time.GetElapsedTime(started).TotalMilliseconds, e.GetType().Name);
            throw Broken(request, passage, e);
        }
    }

    /// <summary>One attempt over the places where a server may have its calls, until one answers as the platform does.</summary>
    private async Task<(HttpResponseMessage Response, ResponseInfo Info)> PassAsync(ApiRequest request, int attempt, Passage passage, CancellationToken cancellationToken)
    {
        string key = await KeyAsync(cancellationToken).ConfigureAwait(false);
        request.SentSecrets = [key, Options.GatewayKey ?? "", .. Options.Headers.Select(header => header.Value)];
        int known = Volatile.Read(ref _route);
        IReadOnlyList<ApiRoute> routes = known >= 0 ? [(ApiRoute)known] : _address.Routes;
        AgentPlatformException? nothingThere = null;
        foreach (ApiRoute route in routes)
        {
            HttpResponseMessage response = await FollowAsync(request, _address.For(route, request.Area, request.Path), key, passage, cancellationToken).ConfigureAwait(false);
            ResponseInfo info = ResponseInfo.Of(response);
            if (response.IsSuccessStatusCode)
            {
                Learn(route, known);
                return (response, info);
            }

            using (response)
            {
                byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                TimeSpan? retryAfter = RetryAfter(response.Headers.RetryAfter);
                AgentPlatformException error = ErrorReader.Read(request, info, body, request.AllSecrets, retryAfter);
                bool platformsOwn = ErrorReader.IsPlatformsOwn(body);
                if (response.StatusCode == HttpStatusCode.NotFound && attempt > 1 && request.Method == HttpMethod.Delete && (platformsOwn || known >= 0))
                {
                    // The first attempt did it, and its answer was lost. A 404 of the wrong place is no such word.
                    return (new HttpResponseMessage(HttpStatusCode.NoContent), new ResponseInfo { StatusCode = HttpStatusCode.NoContent });
                }

                if (response.StatusCode != HttpStatusCode.NotFound || platformsOwn || known >= 0)
                {
                    if (platformsOwn && response.StatusCode != HttpStatusCode.Unauthorized)
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
                };
            }

            if (redirects == MaxRedirects || (status < 307 && request.Method != HttpMethod.Get))
            {
                throw new AgentPlatformException($"{request} was redirected ({status}) to {target.AbsolutePath}, which can't be followed.") { StatusCode = (HttpStatusCode)status };
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
        SendTicket? ticket = request.IsRepeatable ? null : passage.Ticket = new SendTicket();
        SendTicket.Current = ticket;
        Log.Sending(Logger, request.Method, request.Path);
        passage.HasBegun = true;
        return await _clients().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<string> KeyAsync(CancellationToken cancellationToken)
    {
        if (Options.ApiKeyProvider is not { } provider)
        {
            return Options.ApiKey!;
        }

        string? given = await provider(cancellationToken).ConfigureAwait(false);
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

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - Time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static AgentPlatformConnectionException Broken(ApiRequest request, Passage passage, Exception cause)
    {
        bool neverLeft = passage.NeverLeft(cause);
        string effect = request.Method == HttpMethod.Get ? ""
            : neverLeft ? " The request never left: nothing took effect."
            : " Whether the request took effect is not known.";
        return new AgentPlatformConnectionException($"{request}: {cause.Message}{effect}", cause)
        {
            IsTransient = true,
            NeverLeft = neverLeft,
            MayHaveTakenEffect = request.Method != HttpMethod.Get && !neverLeft,
        };
    }
}
