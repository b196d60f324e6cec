using System.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>One attempt at a call, as the span of an HTTP client: named by the call's template, without the ids.</summary>
internal static class TracedCall
{
    public static Activity? Start(ApiRequest request, AgentPlatformOptions options)
    {
        if (!Telemetry.Source.HasListeners())
        {
            return null;
        }

        Activity? activity = Telemetry.Source.StartActivity($"{request.Method} /{request.Template}", ActivityKind.Client);
        if (activity is not null)
        {
            activity.SetTag(Tags.Method, request.Method.Method);
            activity.SetTag(Tags.UrlTemplate, "/" + request.Template);
            Telemetry.TagServer(activity, options);
            if (request.Attempts > 1)
            {
                activity.SetTag(Tags.Resends, request.Attempts - 1);
            }
        }

        return activity;
    }

    /// <summary>The address without its query, which may hold what was searched for.</summary>
    public static void Going(Activity? activity, Uri address) =>
        activity?.SetTag(Tags.UrlFull, address.Query.Length == 0 ? address.GetLeftPart(UriPartial.Path) : address.GetLeftPart(UriPartial.Path) + "?*");

    public static void Answered(Activity? activity, int status) => activity?.SetTag(Tags.StatusCode, status);

    /// <summary>For an exception filter: notes the failure and lets it pass.</summary>
    /// <returns><see langword="false"/>, always.</returns>
    public static bool Sees(Activity? activity, Exception failure)
    {
        if (activity is not null)
        {
            if (failure is AgentPlatformException { StatusCode: { } status })
            {
                Answered(activity, (int)status);
            }

            activity.SetTag(Tags.ErrorType, Telemetry.ErrorType(failure));
            activity.SetStatus(ActivityStatusCode.Error);
        }

        return false;
    }
}
