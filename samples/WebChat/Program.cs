using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Testing;
using WebChat;

// With LITELLM_AGENT_PLATFORM_URL and LITELLM_AGENT_PLATFORM_KEY set this talks to that platform; without, to one in this process.
bool configured = Environment.GetEnvironmentVariable(AgentPlatformOptions.BaseUrlVariable) is { Length: > 0 };
await using LocalAgentPlatform? local = configured ? null : await LocalAgentPlatform.StartAsync(Demo());
await using WebApplication app = ChatApplication.Create(args, options =>
{
    if (local is not null)
    {
        options.BaseUrl = local.BaseUrl;
        options.ApiKey = local.ApiKey;
    }
});
if (local is null)
{
    ChatLog.Talking(app.Logger, "the platform of the environment");
}
else
{
    ChatLog.Talking(app.Logger,
        "a local platform; its agents echo, and TOOL, THINK, LONG 200, SLOW 500, MARKDOWN and FAIL 529 in a message make them do more");
}

await app.RunAsync();

// Slow enough to be watched.
static LocalAgentPlatformOptions Demo()
{
    LocalAgentPlatformOptions options = new() { Script = DemoScript.RunAsync, DeltaPace = TimeSpan.FromMilliseconds(40) };
    options.StartupPhases.Clear();
    foreach (string phase in new[] { "creating_sandbox", "pod_running", "injecting_files", "waiting_harness", "harness_ready" })
    {
        options.StartupPhases.Add(new StartupPhase(phase, TimeSpan.FromMilliseconds(400)));
    }

    return options;
}
