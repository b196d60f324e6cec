using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests.Support;

/// <summary>
/// Records the spans of a test's own trace and the measurements of its own platform. Listeners belong to the whole process, in which other
/// tests run too.
/// </summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ConcurrentQueue<(string Meter, string Instrument, double Value, string? Type, string? Port)> _measurements = [];
    private readonly ActivitySource _own = new("test " + Guid.NewGuid());
    private readonly ActivityListener _spanListener;
    private readonly MeterListener _meterListener = new();
    private readonly Activity _root;
    private readonly string _port;

    public TelemetryRecorder(Uri platform)
    {
        _port = platform.Port.ToString(CultureInfo.InvariantCulture);
        string[] sources = [AgentPlatformTelemetry.ActivitySourceName, SourceName, _own.Name];
        _spanListener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _root?.TraceId && activity != _root)
                {
                    _spans.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_spanListener);
        _root = _own.StartActivity("test")!;
        _meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (sources.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meterListener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meterListener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meterListener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meterListener.Start();
    }

    /// <summary>Gets the name to give to the framework's source and meter.</summary>
    public string SourceName { get; } = "framework " + Guid.NewGuid();

    /// <summary>Gets the spans that have ended so far, in the order of their ends.</summary>
    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>Returns the tokens that a meter has counted.</summary>
    public IReadOnlyList<(string? Type, double Count)> Tokens(string meter) =>
        [.. _measurements.Where(m => m.Meter == meter && m.Instrument == "gen_ai.client.token.usage" && m.Port == _port)
            .Select(m => (m.Type, m.Value))];

    /// <summary>Returns how often a meter has measured an instrument.</summary>
    public int Count(string meter, string instrument) =>
        _measurements.Count(m => m.Meter == meter && m.Instrument == instrument && m.Port == _port);

    public void Dispose()
    {
        _root.Dispose();
        _spanListener.Dispose();
        _meterListener.Dispose();
        _own.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? type = null;
        string? port = null;
        foreach ((string name, object? tag) in tags)
        {
            type = name == "gen_ai.token.type" ? Convert.ToString(tag, CultureInfo.InvariantCulture) : type;
            port = name == "server.port" ? Convert.ToString(tag, CultureInfo.InvariantCulture) : port;
        }

        _measurements.Enqueue((instrument.Meter.Name, instrument.Name, value, type, port));
    }
}
