using System.Collections.Concurrent;
using System.Diagnostics;
using FanOut;
using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Testing;

// One agent, and a session for each task; a limited number runs at a time. Results are printed when they are ready. If a task fails, the
// others continue.
const int Tasks = 50;
const int AtATime = 8;

bool configured = Environment.GetEnvironmentVariable(AgentPlatformOptions.BaseUrlVariable) is { Length: > 0 };
await using LocalAgentPlatform? local = configured ? null : await LocalAgentPlatform.StartAsync(new() { Script = DemoScript.RunAsync });
using AgentPlatformClient platform = local?.CreateClient(options => options.Retry.BaseDelay = TimeSpan.FromMilliseconds(50))
    ?? new AgentPlatformClient();

Agent agent =
    await platform.Agents.CreateAsync(new() { Name = "fan-out", Model = "anthropic/claude-haiku-4-5", Prompt = "Review one file." });
if (local is not null)
{
    // Faults as in a real network: connections that break during a turn, lost responses, and errors of a gateway.
    local.Faults.Add(Fault.CutAfterEvents(6).On("POST", "/message_stream").Times(10));
    local.Faults.Add(Fault.AbortInsteadOfAnswer().On("POST", "/message_stream").Times(5));
    local.Faults.Add(Fault.Status(503).On("GET", "/sessions/{id}").Times(5));
}

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

ProgressTable table = new(Tasks);
ConcurrentBag<(int Task, Reply Reply)> done = [];
ConcurrentBag<(int Task, string Why)> failed = [];
Stopwatch clock = Stopwatch.StartNew();
try
{
    await Parallel.ForEachAsync(Enumerable.Range(1, Tasks),
        new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stop.Token }, async (task, token) =>
    {
        Session? session = null;
        try
        {
            table.Set(task, "starting");
            session = await agent.CreateSessionAsync(new() { Title = $"task {task}" }, token);
            await foreach (TurnUpdate update in session.SendStreamingAsync($"Review file {task}: use a TOOL", cancellationToken: token))
            {
                if (update is TurnCompleted completed)
                {
                    done.Add((task, completed.Reply));
                    table.Finish(task, "done", completed.Reply.Text);
                }
                else
                {
                    table.Set(task, update is TurnReconnecting ? "reconnecting" : update is TurnHealed ? "healed" : "working");
                }
            }
        }
        catch (AgentPlatformException e)
        {
            // The exception says whether the turn ran. A task that certainly did not run could be given to another session here.
            failed.Add((task, $"{e.GetType().Name}{(e.MayHaveTakenEffect ? ", it may have run" : "")}: {e.Message}"));
            table.Finish(task, "failed", e.Message);
        }
        finally
        {
            // Ends the sandbox in every case.
            if (session is not null)
            {
                await session.TerminateAsync(CancellationToken.None);
            }
        }
    });
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("stopped");
}

Console.WriteLine();
Console.WriteLine(
    $"{done.Count} done, {failed.Count} failed, {table.Lost} had lost their connection or their answer, "
    + $"in {clock.Elapsed.TotalSeconds:0.0} s");
Console.WriteLine(
    $"{done.Sum(static d => d.Reply.InputTokens)} tokens in, {done.Sum(static d => d.Reply.OutputTokens)} out, "
    + $"${done.Sum(static d => d.Reply.Cost)}");
foreach ((int task, string why) in failed.OrderBy(static f => f.Task))
{
    Console.WriteLine($"task {task}: {why}");
}

if (local is not null)
{
    Console.WriteLine($"the platform counted {local.Counters.TurnsStarted} turns for {Tasks} messages, with {local.Faults.Fired} faults");
}

await agent.DeleteAsync(CancellationToken.None);
return done.Count == Tasks ? 0 : 1;
