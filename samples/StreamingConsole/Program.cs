using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Testing;

// Sends a message from the command line, and prints everything that happens in its turn.
string message = args.Length > 0 ? string.Join(' ', args) : "THINK, use a TOOL, then answer in MARKDOWN";

// Uses the platform of LITELLM_AGENT_PLATFORM_URL and LITELLM_AGENT_PLATFORM_KEY if they are set; otherwise, one in this process.
bool configured = Environment.GetEnvironmentVariable(AgentPlatformOptions.BaseUrlVariable) is { Length: > 0 };
await using LocalAgentPlatform? local = configured ? null : await LocalAgentPlatform.StartAsync(new() { Script = DemoScript.RunAsync });
using AgentPlatformClient platform = local?.CreateClient() ?? new AgentPlatformClient();

// Ctrl-C aborts the turn too, and does not only stop waiting.
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

Agent agent = await platform.Agents.CreateAsync(new() { Name = "streaming-console", Model = "anthropic/claude-haiku-4-5" }, stop.Token);
Session session =
    await agent.CreateSessionAsync(new() { Progress = new Progress<SessionProgress>(p => Note($"{p.Status} {p.Phase}")) }, stop.Token);

// The local platform breaks the connection once during the turn, so that the sample shows how the SDK reconnects.
local?.Faults.Add(Fault.CutAfterEvents(8).On("POST", "/message_stream"));
await session.SendAsync("Hello.", cancellationToken: stop.Token);
try
{
    await foreach (TurnUpdate update in session.SendStreamingAsync(message, new() { AbortWhenAbandoned = true }, stop.Token))
    {
        switch (update)
        {
            case TurnTextDelta text:
                Console.Write(text.Text);
                break;
            case TurnReasoningDelta reasoning:
                Write(ConsoleColor.DarkGray, reasoning.Delta);
                break;
            case TurnToolStarted { Tool: var tool }:
                Note($"{tool.Tool} {tool.State.Input}");
                break;
            case TurnToolFinished { Tool: var tool }:
                Note($"{tool.Tool} said: {tool.State.Output ?? tool.State.Error}");
                break;
            case TurnReconnecting lost:
                Note($"the connection is lost ({lost.Reason}); attempt {lost.Attempt}");
                break;
            case TurnHealed:
                Note("the turn is followed again, nothing is missing");
                break;
            case TurnCompleted { Reply: var reply }:
                Note($"{reply.InputTokens} tokens in, {reply.OutputTokens} out, ${reply.Cost}");
                break;
        }
    }
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Note("stopped");
}
finally
{
    await session.TerminateAsync();
    await agent.DeleteAsync();
}

static void Note(string text) => Write(ConsoleColor.DarkCyan, $"\n· {text}\n");

static void Write(ConsoleColor color, string text)
{
    Console.ForegroundColor = color;
    Console.Write(text);
    Console.ResetColor();
}
