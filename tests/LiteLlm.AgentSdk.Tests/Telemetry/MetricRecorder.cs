using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace LiteLlm.AgentSdk.Tests.Telemetry;

/// <summary>Records the SDK's measurements for one platform, and those that name no platform.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly ConcurrentQueue<(string Name, double Value, IReadOnlyDictionary<string, string?> Tags)> _all = [];
    private readonly MeterListener _listener = new();

    public MetricRecorder()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == AgentPlatformTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public IEnumerable<(double Value, IReadOnlyDictionary<string, string?> Tags)> Of(string name) =>
        _all.Where(m => m.Name == name).Select(m => (m.Value, m.Tags));

    /// <summary>Returns the measurements of one platform, since other tests run at the same time.</summary>
    public IEnumerable<(double Value, IReadOnlyDictionary<string, string?> Tags)> Of(string name, Uri platform) =>
        Of(name).Where(m =>
            m.Tags.TryGetValue("server.port", out string? port) && port == platform.Port.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<string, string?> kept = [];
        foreach ((string name, object? tag) in tags)
        {
            kept[name] = Convert.ToString(tag, CultureInfo.InvariantCulture);
        }

        _all.Enqueue((instrument.Name, value, kept));
    }
}
