using System.Net;
using System.Net.Http.Headers;
using LiteLlm.AgentSdk.Diagnostics;

namespace LiteLlm.AgentSdk.Http;

/// <content>One attempt of a call: the route to the server's API, redirects, headers.</content>
internal sealed partial class PlatformTransport
{
    private const int MaxRedirects = 5;

    /// <summary>Makes one attempt. Until the server's route is known, it tries the possible routes one after the other.</summary>
    private async Task<(HttpResponseMessage Response, ResponseInfo Info)> PassAsync(ApiRequest request, string key, Passage passage,
        CancellationToken cancellationToken)
    {
        int known = Volatile.Read(ref _route);
        int places = known >= 0 ? 1 : _address.Routes.Count;
        AgentPlatformException? nothingThere = null;
        bool isSuspicious = false;
        for (int place = 0; place < places; place++)
        {
            ApiRoute route = known >= 0 ? (ApiRoute)known : _address.Routes[place];
            HttpResponseMessage response =
                await FollowAsync(request, _address.For(route, request.Area, request.Path), key, passage,
                cancellationToken).ConfigureAwait(false);
            ResponseInfo info = ResponseInfo.Of(response);
            string? unknownEncoding = BodyEncoding.Decode(response);
            bool isPage = IsPage(response.Content.Headers);
            bool isAnswer = response.IsSuccessStatusCode
                || (response.StatusCode == request.Answer && response.Content.Headers.ContentType?.MediaType is "application/json");
            if (isAnswer && unknownEncoding is not null)
            {
                response.Dispose();
                throw ErrorReader.Unreadable(request, info, [], new InvalidDataException(
                    $"Its Content-Encoding '{unknownEncoding}' was not requested and is not supported. "
                    + "Configure the proxy or gateway not to compress responses."));
            }

            if (isAnswer && !isPage)
            {
                Learn(route, known);
                return (response, info);
            }

            using (response)
            {
                byte[] body = unknownEncoding is null
                    ? JsonRepair.ToUtf8(await ResponseBody.ReadBeginningAsync(response.Content, Time,
                        cancellationToken).ConfigureAwait(false))
                    : [];
                isSuspicious |= IsSuspicious(request, response, isPage, body.Length == 0 && unknownEncoding is null);
                if (response.IsSuccessStatusCode)
                {
                    // A web page. A GET can be tried on the next route. Any other call is not, because it may have had an effect.
                    nothingThere ??= ErrorReader.Unreadable(request, info, body, new InvalidDataException("The response is a web page."));
                    if (request.Method == HttpMethod.Get)
                    {
                        continue;
                    }

                    throw nothingThere;
                }

                bool platformsOwn = ErrorReader.IsPlatformsOwn(body);
                if (response.StatusCode == HttpStatusCode.NotFound && request.Method == HttpMethod.Delete && request.MayHaveLeft
                    && (platformsOwn || known >= 0))
                {
                    // An earlier attempt deleted the resource, and its response was lost.
                    return (new HttpResponseMessage(HttpStatusCode.NoContent), new ResponseInfo { StatusCode = HttpStatusCode.NoContent });
                }

                AgentPlatformException error =
                    ErrorReader.Read(request, info, body, request.AllSecrets, RetryAfter(response.Headers.RetryAfter, Time), platformsOwn);
                if (response.StatusCode != HttpStatusCode.NotFound || platformsOwn || known >= 0)
                {
                    // A 401 or a gateway's error does not show whether this route is right.
                    if (platformsOwn && (int)response.StatusCode is (400 or 404 or 409 or 410 or 422))
                    {
                        Learn(route, known);
                    }

                    if (isSuspicious)
                    {
                        await ThrowIfControlPlaneAsync(request, error, cancellationToken).ConfigureAwait(false);
                    }

                    throw error;
                }

                // A 404 that is not the platform's: nothing took effect, so even a POST can be sent to the next route.
                nothingThere ??= error;
            }
        }

        if (isSuspicious)
        {
            await ThrowIfControlPlaneAsync(request, nothingThere!, cancellationToken).ConfigureAwait(false);
        }

        throw nothingThere!;
    }

    private async Task<HttpResponseMessage> FollowAsync(
        ApiRequest request, Uri uri, string key, Passage passage, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage message = Message(request, uri, key, passage);

            // The ticket flows with this call only; the caller's other calls do not see it.
            bool isWatched = !request.IsRepeatable || (request.IsStream && _pipeline == HttpPipeline.Factory);
            SendTicket.Current = passage.Ticket = isWatched ? new SendTicket(request, message, _pipeline, Time, cancellationToken) : null;
            passage.IsOwnHandler = _pipeline == HttpPipeline.Own;
            passage.Traced?.Going(uri);
            Log.Sending(Logger, request.Method, request.Path);
            if (LogsPayloads)
            {
                Log.RequestSensitive(Logger, request.Method, request.Path, Redactor.Body(request.Body, request.AllSecrets) ?? "");
            }

            passage.HasBegun = true;
            HttpResponseMessage response = await SendAsync(message, passage.Ticket, cancellationToken).ConfigureAwait(false);
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
                    $"{request} was redirected ({status}) to {target.GetLeftPart(UriPartial.Authority)}, which is another server. "
                    + "The API key was not sent there. If that server is the platform, set BaseUrl to its address.")
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

            // The server did not process the request, so it can be sent to the target.
            uri = target;
        }
    }

    /// <summary>Sends a message. If a handler throws although a call that must be sent once has an outcome, returns that outcome.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, SendTicket? ticket, CancellationToken cancellationToken)
    {
        try
        {
            return await _clients().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (ticket is { KeepsFirst: true } && !cancellationToken.IsCancellationRequested)
        {
            // For example, a handler's own timeout expired before its next attempt, or in the middle of the turn.
            FirstResponse first = await ticket.First.WaitAsync(cancellationToken).ConfigureAwait(false);
            return first.Copy(message);
        }
        finally
        {
            ticket?.Settle();
        }
    }

    private HttpRequestMessage Message(ApiRequest request, Uri uri, string key, Passage passage)
    {
        // The values are already validated. Adding them without validation saves time; reading a header parses it.
        HttpRequestMessage message = new(request.Method, uri);
        message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        foreach ((string name, string value) in Options.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Body is not null || !request.IsRepeatable)
        {
            message.Content = passage.Body = new JsonBody(request.Body, once: !request.IsRepeatable);
        }

        return message;
    }

    private static bool IsPage(HttpContentHeaders headers) =>
        headers.NonValidated.TryGetValues("Content-Type", out HeaderStringValues type) && ResponseBody.IsPageType(type.ToString());

    // 307 and 308 ask for the same request at another address, so nothing took effect. Other redirects may follow a processed request.
    private static bool AfterEffect(ApiRequest request, int status) => request.Method != HttpMethod.Get && status < 307;

    private void Learn(ApiRoute route, int known)
    {
        _hasAnswered = true;
        if (known < 0 && Interlocked.CompareExchange(ref _route, (int)route, -1) == -1)
        {
            Log.Found(Logger, route);
        }
    }

    /// <summary>Returns how long a server asks the client to wait.</summary>
    public static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, TimeProvider time) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };
}
