namespace LiteLlm.AgentSdk;

/// <summary>
/// The names under which the SDK is heard: traces and metrics, following OpenTelemetry's conventions for generative AI where they apply.
/// Nothing is recorded, and nothing costs, as long as nobody listens.
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
    /// OpenTelemetry's own variable for letting the content of conversations into telemetry (<c>true</c>, <c>span_only</c> or
    /// <c>span_and_event</c>), which <see cref="AgentPlatformOptions.EnableSensitiveData"/> falls back to.
    /// </summary>
    public const string CaptureContentVariable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";
}
