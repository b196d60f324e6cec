using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Testing;

// Uses the platform of LITELLM_AGENT_PLATFORM_URL and LITELLM_AGENT_PLATFORM_KEY if they are set; otherwise, one in this process.
bool configured = Environment.GetEnvironmentVariable(AgentPlatformOptions.BaseUrlVariable) is { Length: > 0 };
await using LocalAgentPlatform? local = configured ? null : await LocalAgentPlatform.StartAsync(new() { Script = Answer });
using AgentPlatformClient platform = local?.CreateClient() ?? new AgentPlatformClient();
Console.WriteLine(local is null ? "Talking to the platform of the environment."
    : $"No platform is configured: talking to a local one at {local.BaseUrl}");

// An agent is a model, a prompt and a harness; a session is a sandbox in which it works.
Agent agent = await platform.Agents.CreateAsync(new()
{
    Name = "quickstart",
    Model = "anthropic/claude-haiku-4-5",
    Prompt = "You are a helpful assistant.",
    HarnessId = HarnessId.ClaudeAgentSdk,
});
Progress<SessionProgress> progress = new(p => Console.WriteLine($"{p.Elapsed.TotalSeconds,5:0.0} s  {p.Status} {p.Phase}"));
Session session = await agent.CreateSessionAsync(new() { Progress = progress });

// One message, one reply.
Reply reply = await session.SendAsync("Say hello in one sentence.");
Console.WriteLine($"reply: {reply.Text}");

// The same as a stream, with the tools that the agent uses.
Console.Write("stream: ");
await foreach (TurnUpdate update in session.SendStreamingAsync("Run `echo hi` with your shell tool and tell me what it said."))
{
    if (update is TurnToolFinished { Tool: var tool })
    {
        Console.Write($"[{tool.Tool}: {tool.State.Output?.Trim()}] ");
    }

    Console.Write(update.Text);
}

Console.WriteLine();

// Lists the sessions, and deletes what this program created.
await foreach (Agent each in platform.Agents.ListAsync(new() { Search = "quickstart" }))
{
    Console.WriteLine($"agent {each.Id} {each.Name}: {each.SessionCount} session(s)");
}

await session.TerminateAsync();
await agent.DeleteAsync();
Console.WriteLine("cleaned up");

// How the local platform's agents answer a message.
static async IAsyncEnumerable<TurnStep> Answer(LocalTurn turn)
{
    await Task.CompletedTask;
    if (turn.Text.Contains("shell tool", StringComparison.Ordinal))
    {
        yield return TurnStep.Tool("Bash", """{"command":"echo hi"}""", "hi");
    }

    yield return TurnStep.Text($"Hello from the local platform! You said: {turn.Text}");
}
