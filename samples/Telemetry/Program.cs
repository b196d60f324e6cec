using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Testing;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Telemetry;

// Prints the SDK's telemetry to the console: one trace with the agent, its session and a turn whose connection breaks, then the metrics.
using TracerProvider traces = Sdk.CreateTracerProviderBuilder()
    .AddSource(AgentPlatformTelemetry.ActivitySourceName)
    .AddSource(TraceTree.Program.Name)
    .AddProcessor(new SimpleActivityExportProcessor(new TraceTree()))
    .Build();
using MeterProvider metrics = Sdk.CreateMeterProviderBuilder()
    .AddMeter(AgentPlatformTelemetry.MeterName)
    .AddReader(new BaseExportingMetricReader(new MetricLines()))
    .Build();

bool configured = Environment.GetEnvironmentVariable(AgentPlatformOptions.BaseUrlVariable) is { Length: > 0 };
await using LocalAgentPlatform? local = configured ? null : await LocalAgentPlatform.StartAsync(new() { Script = DemoScript.RunAsync });

// EnableSensitiveData adds message content to the spans, as OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true does.
using AgentPlatformClient platform = local?.CreateClient() ?? new AgentPlatformClient();
using (TraceTree.Program.StartActivity("review the shop"))
{
    Agent agent = await platform.Agents.CreateAsync(new() { Name = "reviewer", Model = "anthropic/claude-haiku-4-5" });
    Session session = await agent.CreateSessionAsync();

    // First an ordinary turn, then one whose connection breaks.
    await session.SendAsync("Hello.");
    local?.Faults.Add(Fault.CutAfterEvents(8).On("POST", "/message_stream"));
    await foreach (TurnUpdate update in session.SendStreamingAsync("Use a TOOL and tell me what it said."))
    {
        _ = update;
    }

    await session.TerminateAsync();
    await agent.DeleteAsync();
}

// At the end of the program, disposing the meter provider exports the metrics.
