namespace LiteLlm.AgentSdk;

/// <summary>
/// The names of the SDK's traces and metrics, which follow OpenTelemetry's conventions for generative AI where those apply. Without a
/// listener, nothing is recorded.
/// </summary>
/// <example>
/// <code>
/// services.AddOpenTelemetry()
///     .WithTracing(tracing => tracing.AddSource(AgentPlatformTelemetry.ActivitySourceName))
///     .WithMetrics(metrics => metrics.AddMeter(AgentPlatformTelemetry.MeterName));
/// </code>
/// </example>
public static class AgentPlatformTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string ActivitySourceName = "LiteLlm.AgentSdk";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string MeterName = "LiteLlm.AgentSdk";

    /// <summary>
    /// The name of OpenTelemetry's environment variable that allows the content of conversations in telemetry (<c>true</c>,
    /// <c>span_only</c> or <c>span_and_event</c>). It is the default of <see cref="AgentPlatformOptions.EnableSensitiveData"/>.
    /// </summary>
    public const string CaptureContentVariable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";
}
