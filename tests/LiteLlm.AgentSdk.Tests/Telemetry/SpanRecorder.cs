using System.Collections.Concurrent;
using System.Diagnostics;

namespace LiteLlm.AgentSdk.Tests.Telemetry;

/// <summary>
/// Keeps the SDK's spans that belong to a test's own trace: listeners are the whole process's, and other tests run beside.
/// </summary>
internal sealed class SpanRecorder : IDisposable
{
    private const string Name = "telemetry tests";

    private static readonly ActivitySource s_source = new(Name);

    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == AgentPlatformTelemetry.ActivitySourceName || source.Name == Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == Root?.TraceId && activity.Source.Name != Name)
                {
                    _spans.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        Root = s_source.StartActivity("test")!;
    }

    /// <summary>The test's own span, in which everything happens.</summary>
    public Activity Root { get; }

    /// <summary>What has ended so far, in the order of ending.</summary>
    public IReadOnlyList<Activity> Spans => [.. _spans];

    public Activity Single(string name) => Spans.Single(span => span.DisplayName == name);

    /// <summary>The names of what happened right inside a span.</summary>
    public IEnumerable<string> Inside(Activity span) =>
        Spans.Where(child => child.ParentSpanId == span.SpanId).OrderBy(child => child.StartTimeUtc).Select(child => child.DisplayName);

    public void Dispose()
    {
        Root.Dispose();
        _listener.Dispose();
    }
}
