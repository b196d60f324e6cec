using System.Diagnostics;
using OpenTelemetry;

namespace Telemetry;

/// <summary>
/// Writes a trace to the console as a tree when the root span of the trace has ended. In an application, use
/// OpenTelemetry.Exporter.Console or another exporter instead.
/// </summary>
internal sealed class TraceTree : BaseExporter<Activity>
{
    public static readonly ActivitySource Program = new("Telemetry sample");

    private readonly List<Activity> _spans = [];

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (Activity span in batch)
        {
            _spans.Add(span);
            if (span.ParentSpanId == default)
            {
                Console.WriteLine($"trace {span.TraceId}");
                Write(span, 0);
            }
        }

        return ExportResult.Success;
    }

    private void Write(Activity span, int depth)
    {
        string indent = new(' ', depth * 2);
        string end = span.Status == ActivityStatusCode.Error ? "  FAILED" : "";
        Console.WriteLine($"{indent}{span.DisplayName}  {span.Duration.TotalMilliseconds:0} ms{end}");
        foreach ((string name,
            object? value) in span.TagObjects.Where(static tag => tag.Key.StartsWith("gen_ai.usage", StringComparison.Ordinal)
            || tag.Key is "gen_ai.conversation.id" or "http.response.status_code" or "error.type"))
        {
            Console.WriteLine($"{indent}    {name} = {value}");
        }

        foreach (ActivityEvent happened in span.Events)
        {
            string tags = string.Join(", ", happened.Tags.Select(static tag => $"{tag.Key} = {tag.Value}"));
            Console.WriteLine($"{indent}  ! {happened.Name}  {tags}");
        }

        foreach (Activity child in _spans.Where(child =>
            child.ParentSpanId == span.SpanId && child.TraceId == span.TraceId).OrderBy(static child => child.StartTimeUtc))
        {
            Write(child, depth + 1);
        }
    }
}
