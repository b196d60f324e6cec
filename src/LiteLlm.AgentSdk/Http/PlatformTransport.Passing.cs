using System.Net;
using System.Net.Http.Headers;
using LiteLlm.AgentSdk.Diagnostics;

namespace LiteLlm.AgentSdk.Http;

/// <content>One attempt on the wire: where a server has its calls, redirects, headers.</content>
internal sealed partial class PlatformTransport
{
    private const int MaxRedirects = 5;

    /// <summary>One attempt over the places where a server may have its calls, until one answers as the platform does.</summary>
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
                    $"Its Content-Encoding is '{unknownEncoding}', which was not asked for and is not understood. A proxy or gateway has to leave bodies as they are."));
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
                    // Somebody's web page. A read may be tried at the next place; of anything else nobody knows what the page has done.
                    nothingThere ??= ErrorReader.Unreadable(request, info, body, new InvalidDataException("It is a web page."));
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
                    // An earlier attempt did it, and its answer was lost.
                    return (new HttpResponseMessage(HttpStatusCode.NoContent), new ResponseInfo { StatusCode = HttpStatusCode.NoContent });
                }

                AgentPlatformException error =
                    ErrorReader.Read(request, info, body, request.AllSecrets, RetryAfter(response.Headers.RetryAfter, Time), platformsOwn);
                if (response.StatusCode != HttpStatusCode.NotFound || platformsOwn || known >= 0)
                {
                    // Not from a 401 or a gateway's own troubles: those say nothing of who is behind.
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

                // A 404 in somebody else's words: nothing took effect, so the next place may be asked, with a POST too.
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

            // The flow of this call alone: nothing of it is seen by the caller's other calls.
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

    /// <summary>Sends, and takes the first outcome of a call that passes once, whatever exception a handler made of it.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, SendTicket? ticket, CancellationToken cancellationToken)
    {
        try
        {
            return await _clients().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (ticket is { KeepsFirst: true } && !cancellationToken.IsCancellationRequested)
        {
            // A handler's own time limit, say, which ran out before its next try, or in the middle of the turn.
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
        // All of these are known to be what may stand there; a handler that looks at one finds it parsed.
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

    // 307 and 308 ask for the same request elsewhere: nothing has been done. The others may be the answer to what has.
    private static bool AfterEffect(ApiRequest request, int status) => request.Method != HttpMethod.Get && status < 307;

    private void Learn(ApiRoute route, int known)
    {
        _hasAnswered = true;
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
}
