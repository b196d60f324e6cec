using LiteLlm.AgentSdk.Diagnostics;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Decides which failures are retried, and when.</summary>
internal static class RetryPipeline
{
    public static readonly ResiliencePropertyKey<ApiRequest> Request = new("litellm.request");

    public static ResiliencePipeline Create(AgentPlatformOptions options, ILogger logger)
    {
        RetryOptions retry = options.Retry;
        if (retry.MaxRetries == 0)
        {
            return ResiliencePipeline.Empty;
        }

        return new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = retry.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = retry.BaseDelay,
                MaxDelay = retry.MaxDelay,
                ShouldHandle = args => ValueTask.FromResult(
                    args.Context.Properties.TryGetValue(Request, out ApiRequest? request) && MayRepeat(request, args.Outcome.Exception)),
                DelayGenerator = args => ValueTask.FromResult(
                    args.Outcome.Exception is AgentPlatformException { ServerDelay: { } asked } ? Least(asked, retry.MaxDelay)
                        : (TimeSpan?)null),
                OnRetry = args =>
                {
                    args.Context.Properties.TryGetValue(Request, out ApiRequest? request);
                    Log.Retrying(logger, request!.Method, request.Path, args.AttemptNumber
                        + 1, args.RetryDelay, args.Outcome.Exception!.Message);
                    Telemetry.Retrying(request, args.AttemptNumber + 1, args.RetryDelay, args.Outcome.Exception);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Returns whether a request may be sent again after a failure.</summary>
    internal static bool MayRepeat(ApiRequest request, Exception? failure) => failure switch
    {
        _ when request.IsTriedOnce => false,
        AgentPlatformException { NeverLeft: true, IsTransient: true } => true,
        AgentPlatformRateLimitException { IsTransient: true } => true,
        AgentPlatformConnectionException { IsTransient: true } => request.IsRepeatable,
        AgentPlatformException { IsTransient: true, StatusCode: not null } => request.IsRepeatable,
        _ => false,
    };

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
