using System.Diagnostics;
using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Extensions.Agents;
using LiteLlm.AgentSdk.Testing;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Agents.AI.Workflows.Checkpointing;
using WriterAndReviewer;

// A Microsoft Agent Framework workflow of a writer and a reviewer. It runs in a child process, which is killed in the middle of the
// reviewer's turn; a second process continues the workflow. The platform's counter shows that no turn ran twice.
return args is ["work", string folder, string writerId, string reviewerId] ? await WorkAsync(folder, writerId, reviewerId)
    : await DemonstrateAsync();

static async Task<int> WorkAsync(string folder, string writerId, string reviewerId)
{
    using AgentPlatformClient platform = new();
    AgentStep writer = new(platform.AsAIAgent(writerId, new() { Name = "writer" }), "Write a haiku about:", folder);
    AgentStep reviewer = new(platform.AsAIAgent(reviewerId, new() { Name = "reviewer" }), "Review this haiku:", folder);
    Workflow workflow = new WorkflowBuilder(writer).AddEdge(writer, reviewer).WithOutputFrom(reviewer).Build();

    // The framework's checkpoints record which steps are complete. If a process dies during a step, the next process runs that step again.
    using FileSystemJsonCheckpointStore store = new(Directory.CreateDirectory(Path.Combine(folder, "checkpoints")));
    CheckpointManager checkpoints = CheckpointManager.CreateJson(store);
    await using StreamingRun run = await checkpoints.GetLatestCheckpointAsync("haiku") is { } last
        ? await InProcessExecution.ResumeStreamingAsync(workflow, last, checkpoints)
        : await InProcessExecution.RunStreamingAsync(workflow, "streams that break", checkpoints, "haiku");
    WorkflowEvent end = await run.WatchStreamAsync().FirstAsync(static e => e is WorkflowOutputEvent or WorkflowErrorEvent);
    Console.WriteLine(end is WorkflowOutputEvent ? $"result: {end.Data}" : $"failed: {end.Data}");
    return end is WorkflowOutputEvent ? 0 : 1;
}

static async Task<int> DemonstrateAsync()
{
    bool configured = Environment.GetEnvironmentVariable(AgentPlatformOptions.BaseUrlVariable) is { Length: > 0 };
    TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
    await using LocalAgentPlatform? local = configured ? null : await LocalAgentPlatform.StartAsync(new() { Script = PlayAsync });
    if (local is not null)
    {
        // The client below and the child processes read these variables.
        Environment.SetEnvironmentVariable(AgentPlatformOptions.BaseUrlVariable, local.BaseUrl.ToString());
        Environment.SetEnvironmentVariable(AgentPlatformOptions.ApiKeyVariable, local.ApiKey);
    }

    using AgentPlatformClient platform = new();
    Agent writer = await platform.Agents.CreateAsync(new() { Name = "writer", Model = "anthropic/claude-haiku-4-5" });
    Agent reviewer = await platform.Agents.CreateAsync(new() { Name = "reviewer", Model = "anthropic/claude-haiku-4-5" });
    string folder = Directory.CreateTempSubdirectory("workflow-").FullName;
    int killed = await RunAsync(killAt: "reviewer says");
    Console.WriteLine($"-- killed (exit code {killed}); another process goes on");
    int finished = await RunAsync(killAt: null);
    int? turns = local?.Counters.TurnsStarted;
    Console.WriteLine(turns is null ? "-- done" : $"-- the platform counted {turns} turns: one of the writer, one of the reviewer");
    Directory.Delete(folder, recursive: true);
    await writer.DeleteAsync();
    await reviewer.DeleteAsync();
    return killed != 0 && finished == 0 && turns is null or 2 ? 0 : 1;

    async Task<int> RunAsync(string? killAt)
    {
        string program = typeof(AgentStep).Assembly.Location;
        ProcessStartInfo start = new("dotnet", [program, "work", folder, writer.Id, reviewer.Id])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using Process child = Process.Start(start)!;
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.WriteLine($"[{child.Id}] {line}");
            if (killAt is not null && line.StartsWith(killAt, StringComparison.Ordinal))
            {
                // Kill sends SIGKILL (TerminateProcess on Windows), so the process has no chance to clean up.
                child.Kill();
            }
            else if (line.StartsWith("reviewer resumes", StringComparison.Ordinal))
            {
                hold.TrySetResult();
            }
        }

        await child.WaitForExitAsync();
        return child.ExitCode;
    }

    // The reviewer's turn waits in the middle until the second process has resumed it.
    async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        bool isReview = turn.Text.StartsWith("Review", StringComparison.Ordinal);
        yield return TurnStep.Text(isReview ? "Seventeen syllables, " : "A stream that breaks off / another one takes it up / ");
        yield return TurnStep.Wait(isReview ? hold.Task : Task.CompletedTask);
        yield return TurnStep.Text(isReview ? "and no word too many." : "nothing is said twice");
    }
}
