using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>The run over sessions of the claude-agent-sdk harness, with what happened between the recorded exchanges and beside them.</summary>
internal sealed partial class SessionsRun
{
    private const string Folder = "sessions-claude-agent-sdk/";
    private const string Agents = "/api/v1/managed_agents/agents";
    private const string Sessions = "/api/v1/managed_agents/sessions";
    private const string MainAgent = "e0c86cc5-36cb-4d77-b123-e7368f17f216";
    private readonly Target _target;
    private readonly Player _player;
    private readonly Queue<RecordedExchange> _left = new(Exchanges);
    private readonly RecordedExchange[] _passedOn;

    private SessionsRun(Target target)
    {
        (_target, _player) = (target, new Player(target));
        _passedOn = [Take("opencode.prompt_async"), Take("opencode.abort"), Take("opencode.delete"), Take("opencode.401")];
    }

    public static IEnumerable<RecordedExchange> Exchanges => Recordings.Folder("sessions-claude-agent-sdk").OrderBy(exchange => exchange.Seq);

    public static async Task<IReadOnlyList<Outcome>> PlayAsync()
    {
        await using Target target = await Target.StartAsync();
        var run = new SessionsRun(target);
        await run.AgentAsync(MainAgent, """{"name":"rec-claude-agent-sdk","model":"claude-haiku-4-5","harness_id":"claude-agent-sdk","prompt":"You are a helpful assistant."}""");
        await run.CreatingAsync();
        await run.TalkingAsync();
        await run.StreamingAsync();
        await run.AbortingAsync();
        await run.LookingAsync();
        await run.DeletingAsync();
        await run.PassingOnAsync();
        run._left.Should().BeEmpty();
        return run._player.Outcomes;
    }

    /// <summary>Plays what was recorded, in its order, to the exchange of this name and with it.</summary>
    private async Task ToAsync(string name)
    {
        while (_left.TryDequeue(out RecordedExchange? exchange))
        {
            await _player.PlayAsync(exchange);
            if (exchange.Name == Folder + name)
            {
                return;
            }
        }

        throw new InvalidOperationException("There is no " + name + " any more.");
    }

    /// <summary>Takes an exchange out of its turn.</summary>
    private RecordedExchange Take(string name)
    {
        RecordedExchange exchange = _left.Single(exchange => exchange.Name == Folder + name);
        RecordedExchange[] others = [.. _left.Where(other => other != exchange)];
        _left.Clear();
        others.ToList().ForEach(_left.Enqueue);
        return exchange;
    }

    private async Task AgentAsync(string recordedId, string json)
    {
        string id = (await _target.SendAsync("POST", Agents, json)).GetProperty("id").GetString()!;
        _player.Ids.Pair(recordedId, id).Should().BeTrue();
    }

    /// <summary>A session whose making was not recorded, when it is ready; at once when it is made with a prompt.</summary>
    private async Task SessionAsync(
        string recordedId, string recordedAgent = MainAgent, string? recordedHarnessId = null, string? initialPrompt = null)
    {
        string agent = _player.Ids.Find(recordedAgent)!;
        string body = initialPrompt is null ? "{}" : $$"""{"initial_prompt":"{{initialPrompt}}"}""";
        string id = (await _target.SendAsync("POST", $"{Agents}/{agent}/session", body)).GetProperty("id").GetString()!;
        _player.Ids.Pair(recordedId, id).Should().BeTrue();
        if (initialPrompt is not null)
        {
            return;
        }

        string? harness = (await _target.SettledAsync(id)).GetProperty("harness_session_id").GetString();
        if (recordedHarnessId is not null)
        {
            _player.Ids.Pair(recordedHarnessId, harness!).Should().BeTrue();
        }
    }

    private Task ReadyAsync(string recordedId, bool idle = false) => _target.SettledAsync(_player.Ids.Find(recordedId)!, idle);

    /// <summary>A message that was not recorded.</summary>
    private Task SayAsync(string recordedSession, string text) =>
        _target.SendAsync("POST", $"{Sessions}/{_player.Ids.Find(recordedSession)}/message", $$"""{"text":"{{text}}"}""");
}
