using System.Text.Json;
using LiteLlm.AgentSdk.Extensions.Agents;
using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;

namespace WriterAndReviewer;

/// <summary>
/// A step of the workflow: a turn of an agent. Its session is in a file before the message leaves, and with each update after that, so that
/// the step can be run again at any time: it resumes the turn, or says again what it said.
/// </summary>
internal sealed class AgentStep(AIAgent agent, string task, string folder) : Executor<string, string>(agent.Name!)
{
    private readonly string _file = Path.Combine(folder, agent.Name + ".json");

    public override async ValueTask<string> HandleAsync(string message, IWorkflowContext context,
        CancellationToken cancellationToken = default)
    {
        Saved? saved = File.Exists(_file) ? JsonSerializer.Deserialize<Saved>(await File.ReadAllTextAsync(_file, cancellationToken)) : null;
        if (saved is { IsDone: true })
        {
            return saved.Text;
        }

        AgentSession session = saved is null ? await agent.CreateSessionAsync(cancellationToken)
            : await agent.DeserializeSessionAsync(saved.Session, cancellationToken: cancellationToken);
        bool resumes = session is PlatformAgentSession { HasUnfinishedTurn: true };
        Console.WriteLine($"{Id} {(resumes ? $"resumes its turn after \"{saved!.Text}\"" : "begins a turn")}");

        // A run without messages resumes the turn of the session. It sends nothing.
        IAsyncEnumerable<AgentResponseUpdate> updates = resumes ? agent.RunStreamingAsync(session, cancellationToken: cancellationToken)
            : agent.RunStreamingAsync($"{task}\n\n{message}", session, cancellationToken: cancellationToken);
        string text = saved?.Text ?? "";
        await foreach (AgentResponseUpdate update in updates)
        {
            text += update.Text;
            await SaveAsync(isDone: false);
            if (update.Text.Length > 0)
            {
                Console.WriteLine($"{Id} says {update.Text}");
            }
        }

        await SaveAsync(isDone: true);
        return text;

        async Task SaveAsync(bool isDone)
        {
            // In one piece: a process can be killed while it writes.
            Saved state = new(await agent.SerializeSessionAsync(session, cancellationToken: cancellationToken), text, isDone);
            await File.WriteAllTextAsync(_file + ".new", JsonSerializer.Serialize(state), cancellationToken);
            File.Move(_file + ".new", _file, overwrite: true);
        }
    }

    private sealed record Saved(JsonElement Session, string Text, bool IsDone);
}
