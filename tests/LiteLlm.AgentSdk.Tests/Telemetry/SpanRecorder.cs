using System.Collections.Concurrent;
using System.Diagnostics;

namespace LiteLlm.AgentSdk.Tests.Telemetry;

/// <summary>
/// Records the SDK's spans that belong to the trace of a test. Listeners belong to the whole process, in which other tests run too.
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

    /// <summary>Gets the span of the test, which encloses all other spans.</summary>
    public Activity Root { get; }

    /// <summary>Gets the spans that have ended so far, in the order of their ends.</summary>
    public IReadOnlyList<Activity> Spans => [.. _spans];

    public Activity Single(string name) => Spans.Single(span => span.DisplayName == name);

    /// <summary>Returns the names of the direct children of a span.</summary>
    public IEnumerable<string> Inside(Activity span) =>
        Spans.Where(child => child.ParentSpanId == span.SpanId).OrderBy(child => child.StartTimeUtc).Select(child => child.DisplayName);

    public void Dispose()
    {
        Root.Dispose();
        _listener.Dispose();
    }
}
