using System.Diagnostics;
using System.Diagnostics.Metrics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>
/// The SDK's activity source, its meter and its instruments. Only spans contain ids; the attributes of metrics have few different values.
/// </summary>
internal static class Telemetry
{
    private const string Prefix = "litellm.agent_sdk.";

    public static readonly ActivitySource Source = new(AgentPlatformTelemetry.ActivitySourceName, Version);

    private static readonly Meter s_meter = new(AgentPlatformTelemetry.MeterName, Version);

    // The boundaries that the conventions recommend, and five larger ones, because an agent's turn takes up to an hour.
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries =
            [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84, 327.68, 655.36, 1310.72,
            2621.44],
    };

    private static readonly InstrumentAdvice<long> s_tokens = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    };

    public static readonly Histogram<double> OperationDuration =
        s_meter.CreateHistogram("gen_ai.client.operation.duration", "s", "The duration of creating an agent, or of a turn.", tags: null,
            advice: s_seconds);

    public static readonly Histogram<double> TimeToFirstChunk =
        s_meter.CreateHistogram("gen_ai.client.operation.time_to_first_chunk", "s",
            "The time from sending a message to the first update of its streamed turn.", tags: null, advice: s_seconds);

    public static readonly Histogram<long> TokenUsage =
        s_meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "The number of tokens that turns read and wrote.", tags: null,
            advice: s_tokens);

    private static readonly Histogram<double> s_timeToReady =
        s_meter.CreateHistogram(Prefix
            + "session.time_to_ready", "s", "The time from creating a session, or from the start of the wait, until it accepts messages.",
            tags: null, advice: s_seconds);

    private static readonly Counter<long> s_retries =
        s_meter.CreateCounter<long>(Prefix + "retries", "{retry}", "Calls that are repeated after a failure.");

    private static readonly Counter<long> s_reconnects =
        s_meter.CreateCounter<long>(Prefix + "reconnects", "{reconnect}", "Attempts to reconnect a lost stream.");

    private static readonly Counter<long> s_heals =
        s_meter.CreateCounter<long>(Prefix + "heals", "{heal}", "Lost streams of turns that were reconnected, with all updates.");

    private static readonly Counter<long> s_ambiguous =
        s_meter.CreateCounter<long>(Prefix
            + "sends.ambiguous", "{send}", "Messages whose response was lost, so that the SDK looks for their turn.");

    private static readonly Counter<long> s_unknown =
        s_meter.CreateCounter<long>(Prefix
            + "sends.unknown", "{send}", "Messages for which it stayed unknown whether they started a turn.");

    private static readonly UpDownCounter<long> s_openStreams =
        s_meter.CreateUpDownCounter<long>(Prefix + "streams.open", "{stream}", "Event streams that are currently open.");

    private static string Version => typeof(Telemetry).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Records that an attempt of a call failed and another one follows.</summary>
    public static void Retrying(ApiRequest request, int attempt, TimeSpan delay, Exception failure)
    {
        if (!TelemetrySwitch.IsSupported)
        {
            return;
        }

        if (s_retries.Enabled)
        {
            s_retries.Add(1, new(Tags.Method, request.Method.Method), new(Tags.UrlTemplate, "/" + request.Template),
                new(Tags.ErrorType, ErrorType(failure)));
        }

        AddEvent("retry", (Tags.Attempt, attempt), (Tags.DelaySeconds, delay.TotalSeconds), (Tags.ErrorType, ErrorType(failure)));
    }

    public static void Reconnecting(int attempt, string reason)
    {
        if (TelemetrySwitch.IsSupported)
        {
            s_reconnects.Add(1);
            AddEvent("reconnecting", (Tags.Attempt, attempt), (Tags.Reason, reason));
        }
    }

    public static void Healed()
    {
        if (TelemetrySwitch.IsSupported)
        {
            s_heals.Add(1);
            AddEvent("healed");
        }
    }

    public static void AnswerLost(Exception failure)
    {
        if (TelemetrySwitch.IsSupported)
        {
            s_ambiguous.Add(1);
            AddEvent("answer lost", (Tags.ErrorType, ErrorType(failure)));
        }
    }

    public static void OutcomeUnknown()
    {
        if (TelemetrySwitch.IsSupported)
        {
            s_unknown.Add(1);
        }
    }

    public static void StreamOpened()
    {
        if (TelemetrySwitch.IsSupported)
        {
            s_openStreams.Add(1);
        }
    }

    public static void StreamClosed()
    {
        if (TelemetrySwitch.IsSupported)
        {
            s_openStreams.Add(-1);
        }
    }

    public static void Queued()
    {
        if (TelemetrySwitch.IsSupported)
        {
            AddEvent("queued");
        }
    }

    public static void Progressed(SessionStatus status, string phase)
    {
        if (TelemetrySwitch.IsSupported)
        {
            AddEvent("session.phase", (Tags.Status, status.Value), (Tags.Phase, phase));
        }
    }

    /// <summary>Records that a session accepts messages.</summary>
    public static void Ready(TimeSpan after)
    {
        if (TelemetrySwitch.IsSupported)
        {
            s_timeToReady.Record(after.TotalSeconds);
        }
    }

    /// <summary>Returns the kind of a failure, for the attribute <c>error.type</c>.</summary>
    public static string ErrorType(Exception failure) => failure switch
    {
        TurnFailedException { Reply.Error.Name: { Length: > 0 } name } => name,
        AgentPlatformException { StatusCode: { } status } => ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => failure.GetType().FullName ?? failure.GetType().Name,
    };

    /// <summary>Adds the platform's host and port to a span, without parts of the address that may be secret.</summary>
    public static void TagServer(Activity? activity, AgentPlatformOptions options)
    {
        activity?.SetTag(Tags.ServerAddress, options.BaseUrl!.Host);
        activity?.SetTag(Tags.ServerPort, options.BaseUrl!.Port);
    }

    /// <summary>
    /// Adds an event to the current span if it is a span of the SDK. Spans of the application are left alone.
    /// </summary>
    private static void AddEvent(string what, params ReadOnlySpan<(string Name, object Value)> facts)
    {
        if (Activity.Current is not { IsAllDataRequested: true } activity || activity.Source != Source)
        {
            return;
        }

        ActivityTagsCollection tags = [];
        foreach ((string name, object value) in facts)
        {
            tags.Add(name, value);
        }

        activity.AddEvent(new ActivityEvent(what, tags: tags));
    }
}
