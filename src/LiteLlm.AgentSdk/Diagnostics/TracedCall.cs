using System.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>
/// The span of one attempt of a call, as HTTP clients create it. Its name is the call's path template, without ids. It is not created if
/// there is no listener.
/// </summary>
internal sealed class TracedCall : IDisposable
{
    private readonly Activity _activity;

    private TracedCall(Activity activity)
    {
        _activity = activity;
    }

    public static TracedCall? Start(ApiRequest request, AgentPlatformOptions options)
    {
        if (!TelemetrySwitch.IsSupported || !Telemetry.Source.HasListeners())
        {
            return null;
        }

        if (Telemetry.Source.StartActivity($"{request.Method} /{request.Template}", ActivityKind.Client) is not { } activity)
        {
            return null;
        }

        activity.SetTag(Tags.Method, request.Method.Method);
        activity.SetTag(Tags.UrlTemplate, "/" + request.Template);
        Telemetry.TagServer(activity, options);
        if (request.Attempts > 1)
        {
            activity.SetTag(Tags.Resends, request.Attempts - 1);
        }

        return new TracedCall(activity);
    }

    /// <summary>Adds the address, without its query, which may contain the user's search text.</summary>
    public void Going(Uri address)
    {
        if (TelemetrySwitch.IsSupported)
        {
            _activity.SetTag(Tags.UrlFull, address.Query.Length == 0 ? address.GetLeftPart(UriPartial.Path)
                : address.GetLeftPart(UriPartial.Path) + "?*");
        }
    }

    public void Answered(int status)
    {
        if (TelemetrySwitch.IsSupported)
        {
            _activity.SetTag(Tags.StatusCode, status);
        }
    }

    /// <summary>Records a failure. It is called in an exception filter, so it returns false and the exception continues.</summary>
    /// <returns><see langword="false"/>, always.</returns>
    public static bool Record(TracedCall? call, Exception failure)
    {
        if (TelemetrySwitch.IsSupported && call is not null)
        {
            if (failure is AgentPlatformException { StatusCode: { } status })
            {
                call.Answered((int)status);
            }

            call._activity.SetTag(Tags.ErrorType, Telemetry.ErrorType(failure));
            call._activity.SetStatus(ActivityStatusCode.Error);
        }

        return false;
    }

    public void Dispose()
    {
        if (TelemetrySwitch.IsSupported)
        {
            _activity.Dispose();
        }
    }
}
