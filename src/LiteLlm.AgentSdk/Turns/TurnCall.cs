using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>The call that sends a turn's message, and its result. The message is sent again only if it certainly did not arrive.</summary>
internal sealed class TurnCall(PlatformTransport transport, string sessionId, byte[] body, SendOptions options, bool isBlocking)
{
    private const string HarnessRefused = "harness request failed";
    private const string InternalError = "internal error";
    private const string StoreUnavailable = "session store temporarily unavailable";
    private static readonly TimeSpan LongestResendPause = TimeSpan.FromSeconds(15);

    // Without a pause, an unreachable platform would be called in a tight loop for as long as a turn may take.
    private static readonly TimeSpan ShortestResendPause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Gets a value indicating whether the platform responds when the turn is over (<c>/message</c>), and not with a stream.
    /// </summary>
    public bool IsBlocking => isBlocking;

    public CallState State { get; private set; } = CallState.Pending;

    /// <summary>Gets whether the message reached the platform, as far as it is known.</summary>
    public Delivery Delivery { get; private set; } = Delivery.NotSent;

    /// <summary>Gets when the last attempt was made.</summary>
    public long SentAt { get; private set; }

    /// <summary>Gets when the call ended.</summary>
    public long AnsweredAt { get; private set; }

    /// <summary>Gets the response to a blocking call.</summary>
    public ApiResponse? Answer { get; private set; }

    /// <summary>Gets the response to a streaming call, whose body is the stream.</summary>
    public HttpResponseMessage? Stream { get; private set; }

    /// <summary>
    /// Gets a value indicating whether the platform itself failed. It does not send the message again, but the sandbox may have it.
    /// </summary>
    public bool IsPlatformError => State == CallState.Refused && Problem!.StatusCode == System.Net.HttpStatusCode.InternalServerError;

    /// <summary>Gets the exception that lost the response, or the platform's refusal.</summary>
    public AgentPlatformException? Problem { get; private set; }

    /// <summary>Sends the message and waits for the response.</summary>
    /// <exception cref="MessageNotDeliveredException">The message certainly did not arrive.</exception>
    /// <exception cref="AgentPlatformException">
    /// The platform refused the message; or the response was lost and healing is off, or the turn's time limit has passed.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller canceled.</exception>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        TimeSpan delay = transport.Options.Retry.BaseDelay;
        Backoff backoff = new(delay > ShortestResendPause ? delay : ShortestResendPause, LongestResendPause, 1.5);
        while (true)
        {
            ApiRequest request = new(HttpMethod.Post, ApiPath.Of($"sessions/{sessionId}").Then(isBlocking ? "message" : "message_stream"))
            {
                Body = body,
                Accept = isBlocking ? "application/json" : "text/event-stream",

                // Only TurnTimeout limits this request, because the platform may take long to send the first byte.
                Timeout = options.TurnTimeout ?? transport.Options.TurnTimeout,
                TimeoutName = nameof(AgentPlatformOptions.TurnTimeout),
            };
            SentAt = transport.Time.GetTimestamp();
            Delivery = Delivery.Unknown;
            AgentPlatformException failure;
            try
            {
                await SendOnceAsync(request, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException)
            {
                Delivery = request.MayHaveLeft ? Delivery.Unknown : Delivery.NotSent;
                throw;
            }
            catch (AgentPlatformException e)
            {
                failure = e;
            }
            finally
            {
                AnsweredAt = transport.Time.GetTimestamp();
            }

            if (!failure.NeverLeft)
            {
                End(failure);
                return;
            }

            Delivery = Delivery.NotSent;
            if (!options.ResendWhenNotDelivered)
            {
                throw TurnExceptions.NotDelivered(sessionId, failure);
            }

            await backoff.PauseAsync(TimeSpan.MaxValue, transport.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Records that there is no usable response, so that the turn is looked for.</summary>
    public void MarkLost(AgentPlatformException problem)
    {
        State = CallState.Lost;
        Problem = problem;
        Telemetry.AnswerLost(problem);
    }

    /// <summary>Records whether the response holds the whole reply, or only its last message.</summary>
    public void MarkAnswered(bool isWhole) => State = isWhole ? CallState.Answered : CallState.AnsweredInPart;

    /// <summary>Records that the platform reported that the sandbox did not accept the message.</summary>
    public void MarkRefused(AgentPlatformException problem)
    {
        State = CallState.Refused;
        AnsweredAt = transport.Time.GetTimestamp();
        Problem = problem;
    }

    private async Task SendOnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (isBlocking)
        {
            Answer = await transport.SendForReplyAsync(request, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            Stream = await transport.OpenStreamAsync(request, cancellationToken).ConfigureAwait(false);
            State = CallState.Streaming;
        }

        Delivery = Delivery.Delivered;
    }

    private void End(AgentPlatformException failure)
    {
        bool heals = transport.Options.Healing.Enabled && !transport.IsProxy;
        if (IsFromPlatform(failure, 503, StoreUnavailable))
        {
            Delivery = Delivery.NotSent;
            throw TurnExceptions.NotDelivered(sessionId, failure);
        }

        if (!failure.MayHaveTakenEffect)
        {
            Delivery = Delivery.NotSent;
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        if (!heals || failure is AgentPlatformTimeoutException { Limit: nameof(AgentPlatformOptions.TurnTimeout) })
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        if (IsFromPlatform(failure, 502, HarnessRefused) || IsFromPlatform(failure, 500, InternalError))
        {
            MarkRefused(failure);
        }
        else
        {
            MarkLost(failure);
        }
    }

    private static string Compact(string json) => string.Concat(json.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Gets a value indicating whether an error comes from the platform itself, and not from a gateway: its body is exactly the JSON that
    /// the platform sends.
    /// </summary>
    private static bool IsFromPlatform(AgentPlatformException failure, int status, string words) =>
        (int?)failure.StatusCode == status && failure.ErrorMessage == words && failure.ResponseBody is { } body
        && Compact(body) == $$"""{"error":"{{Compact(words)}}"}""";
}
