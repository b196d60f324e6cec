using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// The call that sends a turn's message, once, and what became of it. It is made again only while it certainly did not arrive.
/// </summary>
internal sealed class TurnCall(PlatformTransport transport, string sessionId, byte[] body, SendOptions options, bool isBlocking)
{
    private const string HarnessRefused = "harness request failed";
    private const string StoreUnavailable = "session store temporarily unavailable";
    private static readonly TimeSpan LongestResendPause = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets a value indicating whether the platform answers when the turn is over (<c>/message</c>), and not with a stream.
    /// </summary>
    public bool IsBlocking => isBlocking;

    public CallState State { get; private set; } = CallState.Pending;

    /// <summary>Gets what is known of whether the message reached the platform.</summary>
    public Delivery Delivery { get; private set; } = Delivery.NotSent;

    /// <summary>Gets when the last attempt was made.</summary>
    public long SentAt { get; private set; }

    /// <summary>Gets when the call ended.</summary>
    public long AnsweredAt { get; private set; }

    /// <summary>Gets the answer of a blocking call.</summary>
    public ApiResponse? Answer { get; private set; }

    /// <summary>Gets the stream that answers a streaming call.</summary>
    public HttpResponseMessage? Stream { get; private set; }

    /// <summary>Gets how the answer was lost, or the words of the refusal.</summary>
    public AgentPlatformException? Problem { get; private set; }

    /// <summary>Sends the message and waits for the answer.</summary>
    /// <exception cref="MessageNotDeliveredException">The message certainly did not arrive.</exception>
    /// <exception cref="AgentPlatformException">The platform refused the message, or its answer was lost and lost turns are not looked
    /// for.</exception>
    /// <exception cref="OperationCanceledException">The caller cancels.</exception>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        Backoff backoff = new(transport.Options.Retry.BaseDelay, LongestResendPause, 1.5);
        while (true)
        {
            ApiRequest request = new(HttpMethod.Post, ApiPath.Of($"sessions/{sessionId}").Then(isBlocking ? "message" : "message_stream"))
            {
                Body = body,
                Accept = isBlocking ? "application/json" : "text/event-stream",

                // The turn's own limit alone is over a turn, however long the platform takes to say its first word.
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
                throw TurnWords.NotDelivered(sessionId, failure);
            }

            await backoff.PauseAsync(TimeSpan.MaxValue, transport.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes that the answer, though it came, is not one: the turn is looked for as after a lost answer.</summary>
    public void Lose(AgentPlatformException problem)
    {
        State = CallState.Lost;
        Problem = problem;
        Telemetry.AnswerLost(problem);
    }

    /// <summary>Notes what the answer holds.</summary>
    public void Answered(bool isWhole) => State = isWhole ? CallState.Answered : CallState.AnsweredInPart;

    /// <summary>Notes that the stream that answers said the message was not taken.</summary>
    public void Refuse(AgentPlatformException problem)
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
        if (IsPlatforms(failure, 503, StoreUnavailable))
        {
            Delivery = Delivery.NotSent;
            throw TurnWords.NotDelivered(sessionId, failure);
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

        if (IsPlatforms(failure, 502, HarnessRefused))
        {
            Refuse(failure);
        }
        else
        {
            Lose(failure);
        }
    }

    /// <summary>
    /// Gets a value indicating whether an error is the platform's own, and not a gateway's: its body is exactly the JSON that the platform
    /// sends.
    /// </summary>
    private static string Compact(string json) => string.Concat(json.Where(c => !char.IsWhiteSpace(c)));

    private static bool IsPlatforms(AgentPlatformException failure, int status, string words) =>
        (int?)failure.StatusCode == status && failure.ErrorMessage == words && failure.ResponseBody is { } body
        && Compact(body) == $$"""{"error":"{{Compact(words)}}"}""";
}
