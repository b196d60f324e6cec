using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>Plays recorded exchanges in their recorded order, with the actions between and beside them.</summary>
internal abstract class FolderRun
{
    protected const string Agents = "/api/v1/managed_agents/agents";
    protected const string Sessions = "/api/v1/managed_agents/sessions";
    private readonly string _folder;
    private readonly Queue<RecordedExchange> _left;

    protected FolderRun(Target target, string folder, IEnumerable<RecordedExchange> exchanges)
    {
        (Target, Player) = (target, new Player(target));
        _folder = folder + "/";
        _left = new Queue<RecordedExchange>(exchanges);
    }

    /// <summary>Gets the recorded id of the agent to which the sessions belong by default.</summary>
    protected abstract string MainAgent { get; }

    protected Target Target { get; }

    protected Player Player { get; }

    protected static TaskCompletionSource Gate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns the outcomes. All recorded exchanges must have been played.</summary>
    protected IReadOnlyList<Outcome> Finish()
    {
        _left.Select(exchange => exchange.Name).Should().BeEmpty();
        return Player.Outcomes;
    }

    /// <summary>Plays the recorded exchanges in their order, up to and including the exchange of this name.</summary>
    protected async Task ToAsync(string name)
    {
        while (_left.TryDequeue(out RecordedExchange? exchange))
        {
            await Player.PlayAsync(exchange);
            if (exchange.Name == _folder + name)
            {
                return;
            }
        }

        throw new InvalidOperationException("There is no " + name + " any more.");
    }

    /// <summary>Removes an exchange from the recorded order.</summary>
    protected RecordedExchange Take(string name)
    {
        RecordedExchange exchange = _left.Single(exchange => exchange.Name == _folder + name);
        RecordedExchange[] others = [.. _left.Where(other => other != exchange)];
        _left.Clear();
        others.ToList().ForEach(_left.Enqueue);
        return exchange;
    }

    /// <summary>Plays an exchange outside the recorded order.</summary>
    protected Task PlayAsync(string name) => Player.PlayAsync(Take(name));

    protected async Task AgentAsync(string recordedId, string json)
    {
        string id = (await Target.SendAsync("POST", Agents, json)).GetProperty("id").GetString()!;
        Player.Ids.Pair(recordedId, id).Should().BeTrue();
    }

    /// <summary>Creates a session whose creation was not recorded. Returns it when it is ready, or at once if it has a prompt.</summary>
    protected async Task SessionAsync(
        string recordedId, string? recordedAgent = null, string? recordedHarnessId = null, string? initialPrompt = null)
    {
        string agent = Player.Ids.Find(recordedAgent ?? MainAgent)!;
        string body = initialPrompt is null ? "{}" : $$"""{"initial_prompt":"{{initialPrompt}}"}""";
        string id = (await Target.SendAsync("POST", $"{Agents}/{agent}/session", body)).GetProperty("id").GetString()!;
        Player.Ids.Pair(recordedId, id).Should().BeTrue();
        if (initialPrompt is not null)
        {
            return;
        }

        string? harness = (await Target.SettledAsync(id)).GetProperty("harness_session_id").GetString();
        if (recordedHarnessId is not null)
        {
            Player.Ids.Pair(recordedHarnessId, harness!).Should().BeTrue();
        }
    }

    protected string Session(string recordedId) => Player.Ids.Find(recordedId)!;

    protected Task ReadyAsync(string recordedId, bool idle = false) => Target.SettledAsync(Session(recordedId), idle);

    /// <summary>Sends a message that was not recorded.</summary>
    protected Task SayAsync(string recordedSession, string text) =>
        Target.SendAsync("POST", $"{Sessions}/{Session(recordedSession)}/message", $$"""{"text":"{{text}}"}""");

    protected Task BesideAsync(string stream, string exchange) => BesideAsync(stream, () => PlayAsync(exchange));

    /// <summary>Opens a stream, runs an action, and reads the stream to its end.</summary>
    protected async Task BesideAsync(string stream, Func<Task> happens, int opening = 2)
    {
        RecordedExchange recorded = Take(stream);
        using Answer answer = await Player.OpenAsync(recorded);
        await answer.FramesAsync(opening);
        Task happening = happens();
        await Player.CompareAsync(recorded, answer);
        await happening;
    }

    /// <summary>Opens a separate stream to watch the progress of a turn.</summary>
    protected async Task<Answer> WatchAsync(string recordedSession)
    {
        var answer = new Answer(await Target.Http.SendAsync(
            Target.Request("GET", $"{Sessions}/{Session(recordedSession)}/stream?follow=1", null, "Bearer " + Target.Key),
            HttpCompletionOption.ResponseHeadersRead));
        await answer.FramesAsync(2);
        return answer;
    }

    /// <summary>Waits until a number of words has arrived, in a number of turns.</summary>
    protected static Task WordsAsync(Answer watched, int count, int turns = 1) =>
        UntilAsync(watched, $"\"delta\":\"tok{count - 1} \"", turns);

    /// <summary>Returns the number of pieces of text in a recorded stream.</summary>
    protected static int WordsOf(RecordedExchange recorded) =>
        recorded.Frames.Count(static frame => frame.Contains("\"message.part.delta\"", StringComparison.Ordinal));

    /// <summary>Waits until a text has arrived on a stream.</summary>
    protected static async Task UntilAsync(Answer watched, string text, int times = 1)
    {
        while (watched.Frames.Split(text).Length <= times)
        {
            int length = watched.Frames.Length;
            await watched.FramesAsync(watched.Count + 1);
            if (watched.Frames.Length == length)
            {
                throw new InvalidOperationException($"The stream says no more, and not {text}: {watched.Frames}");
            }
        }
    }
}
