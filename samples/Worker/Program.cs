using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Worker;

// With LITELLM_AGENT_PLATFORM_URL and LITELLM_AGENT_PLATFORM_KEY set this works for that platform; without, for one in this process.
if (Environment.GetEnvironmentVariable(AgentPlatformOptions.BaseUrlVariable) is { Length: > 0 })
{
    using IHost host = await StartAsync(args, null, args);
    await host.WaitForShutdownAsync();
    return;
}
TaskCompletionSource restarted = new();
await using LocalAgentPlatform local = await LocalAgentPlatform.StartAsync(new() { Script = turn => Work(turn, restarted.Task) });
args = [$"--Jobs:File={Path.Combine(Path.GetTempPath(), $"jobs-{Guid.NewGuid():N}.db")}"];
using (IHost first = await StartAsync(args, local, ["Triage the new issues.", "Review the pull requests.", "Update the dependencies."]))
{
    await local.WaitForTurnsStartedAsync(1);
    Console.WriteLine("-- the worker is stopped in the middle of a job, and started again --");
    await first.StopAsync();
    restarted.SetResult();
}
using (IHost second = await StartAsync(args, local, []))
{
    await second.WaitForShutdownAsync();
    Console.WriteLine($"the platform counted {local.Counters.TurnsStarted} turns for 3 jobs");
}

static async Task<IHost> StartAsync(string[] args, LocalAgentPlatform? local, string[] jobs)
{
    HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Services.AddAgentPlatform(builder.Configuration.GetSection("AgentPlatform"));
    builder.Services.PostConfigure<AgentPlatformOptions>(o =>
        (o.BaseUrl, o.ApiKey) = (local?.BaseUrl ?? o.BaseUrl, local?.ApiKey ?? o.ApiKey));
    builder.Services.AddOptions<JobOptions>().BindConfiguration("Jobs").Validate(static jobs =>
        jobs.Model.Length > 0, "Jobs:Model is empty").ValidateOnStart();
    builder.Services.AddSingleton<JobStore>().AddHostedService<JobWorker>();
    builder.Services.AddHealthChecks().AddAgentPlatformHealthCheck();
    // An exporter goes here; with OpenTelemetry.Extensions.Hosting this is AddOpenTelemetry().WithTracing(...).
    builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().AddSource(AgentPlatformTelemetry.ActivitySourceName).Build());
    IHost host = builder.Build();
    host.Services.GetRequiredService<TracerProvider>();
    Console.WriteLine($"the platform is {(await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status}");
    Array.ForEach(jobs, host.Services.GetRequiredService<JobStore>().Add);
    await host.StartAsync();
    return host;
}

// What the local platform's agents do: the first job takes until the worker has been restarted.
static async IAsyncEnumerable<TurnStep> Work(LocalTurn turn, Task restarted)
{
    await Task.CompletedTask;
    yield return turn.Text.Contains("Triage", StringComparison.Ordinal) ? TurnStep.Wait(restarted) : TurnStep.Reasoning("Quickly done.");
    yield return TurnStep.Text("It is done.");
}
