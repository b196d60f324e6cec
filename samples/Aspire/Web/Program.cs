using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.AspNetCore;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// Reads ConnectionStrings:lap, which the app host sets.
builder.Services.AddAgentPlatform("lap");
builder.Services.AddHealthChecks().AddAgentPlatformHealthCheck(clientName: "lap");

// Sends telemetry to the dashboard of Aspire, which sets OTEL_EXPORTER_OTLP_ENDPOINT.
builder.Services.AddOpenTelemetry()
    .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddSource(AgentPlatformTelemetry.ActivitySourceName))
    .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(AgentPlatformTelemetry.MeterName));
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
{
    builder.Services.AddOpenTelemetry().UseOtlpExporter();
}

WebApplication app = builder.Build();
app.MapHealthChecks("/health");
app.MapGet("/", () => Results.Redirect("/ask?text=hello"));
app.MapGet("/ask", async (string text, [FromKeyedServices("lap")] AgentPlatformClient platform, CancellationToken cancellationToken) =>
{
    Agent agent = await platform.Agents.CreateAsync(new() { Name = "web", Model = "anthropic/claude-haiku-4-5" }, cancellationToken);
    try
    {
        Session session = await agent.CreateSessionAsync(cancellationToken: cancellationToken);
        return (await session.SendAsync(text, cancellationToken: cancellationToken)).Text;
    }
    finally
    {
        await agent.DeleteAsync(CancellationToken.None);
    }
}).AddAgentPlatformProblems();
app.Run();
