using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Telemetry;

/// <summary>An exporter that writes a line for each metric.</summary>
internal sealed class MetricLines : BaseExporter<Metric>
{
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (Metric metric in batch)
        {
            foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
            {
                string value = metric.MetricType switch
                {
                    MetricType.Histogram => $"{point.GetHistogramCount()} times, {point.GetHistogramSum():0.###} {metric.Unit} in all",
                    MetricType.LongSum or MetricType.LongSumNonMonotonic => $"{point.GetSumLong()} {metric.Unit}",
                    _ => metric.MetricType.ToString(),
                };
                List<string> tags = [];
                foreach (KeyValuePair<string, object?> tag in point.Tags)
                {
                    if (tag.Key is "gen_ai.operation.name" or "gen_ai.token.type" or "url.template" or "error.type")
                    {
                        tags.Add($"{tag.Key} = {tag.Value}");
                    }
                }

                Console.WriteLine($"{metric.Name}: {value}  {string.Join(", ", tags)}");
            }
        }

        return ExportResult.Success;
    }
}
