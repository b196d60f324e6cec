using System.Text;
using LiteLlm.AgentSdk.AspNetCore;
using LiteLlm.AgentSdk.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiteLlm.AgentSdk.AotSmoke;

/// <summary>The steps of a web application: a turn as server-sent events, a problem, a health check.</summary>
internal static class WebSteps
{
    public static async Task RunAsync()
    {
        await using LocalAgentPlatform local = await LocalAgentPlatform.StartAsync(new() { Script = DemoScript.RunAsync });
        ServiceCollection services = new();
        services.AddLogging();
        services.AddAgentPlatform(options =>
        {
            options.BaseUrl = local.BaseUrl;
            options.ApiKey = local.ApiKey;
        });
        services.AddHealthChecks().AddAgentPlatformHealthCheck();
        await using ServiceProvider provider = services.BuildServiceProvider();
        HealthReport health = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Check.That(health.Status == HealthStatus.Healthy, $"the platform is healthy: {health.Entries["agent-platform"].Description}");

        AgentPlatformClient platform = provider.GetRequiredService<AgentPlatformClient>();
        Agent agent = await platform.Agents.CreateAsync(new() { Model = "m", HarnessId = HarnessId.ClaudeAgentSdk });
        Session session = await agent.CreateSessionAsync();
        string turn = await AnswerAsync(provider, AgentResults.Turn(session.SendStreamingAsync("THINK TOOL")));
        Check.That(turn.Contains("event: started\ndata: {\"session_id\":", StringComparison.Ordinal), $"the turn begins: {turn}");
        Check.That(turn.Contains("\"input\":{\"command\":\"echo hi\"},\"output\":\"hi\"", StringComparison.Ordinal),
            $"the tool is told: {turn}");
        Check.That(turn.Contains("event: completed\ndata: {\"text\":\"Running a tool. \\nThe tool said: hi\"", StringComparison.Ordinal),
            $"the turn ends: {turn}");

        string problem = await AnswerAsync(provider, AgentResults.Problem(new AgentPlatformNotFoundException("")));
        Check.That(problem.Contains("\"code\":\"not_found\"", StringComparison.Ordinal), $"a problem is told: {problem}");
        await agent.DeleteAsync();
        Console.WriteLine("web: turn, problem and health ok");
    }

    private static async Task<string> AnswerAsync(IServiceProvider services, IResult result)
    {
        using MemoryStream body = new();
        DefaultHttpContext context = new() { RequestServices = services };
        context.Response.Body = body;
        await result.ExecuteAsync(context);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
