using System.Diagnostics;
using System.Globalization;
using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Testing;
using OrleansSample;

// The program starts itself again for each silo.
if (args is ["silo", string port, string gatewayPort, .. string[] redis])
{
    await SiloProcess.RunAsync(port, gatewayPort, redis.FirstOrDefault());
    return 0;
}

const int TurnsOfAnAgent = 100;
int turns = args is [string number] ? int.Parse(number, CultureInfo.InvariantCulture) : 30;
string[] words = [.. Enumerable.Range(1, 40).Select(static i => $"word {i} ")];

await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new() { Script = WorkAsync });
using AgentPlatformClient platform = lap.CreateClient();
await using Cluster cluster = new();
await cluster.StartAsync(lap);
Console.WriteLine(cluster.HasRedis
    ? $"{turns} turns on three silos, of which one is killed"
    : $"redis-server is not installed: {turns} turns on one silo, in memory, and it is not killed");

// Another fault: the responses to a third of the messages are lost, so the state of their turns is unknown when the silo dies.
TaskCompletionSource killed = new();
if (cluster.HasRedis)
{
    lap.Faults.Add(Fault.Stall(killed.Task).On("POST", "/message_stream").Times(turns / 3));
}

// One agent for each hundred turns: a list has at most 200 sessions of an agent, and the sample checks all sessions at the end.
List<Agent> agents = [];
while (agents.Count * TurnsOfAnAgent < turns)
{
    agents.Add(await platform.Agents.CreateAsync(new() { Name = $"orleans-{agents.Count}", Model = "anthropic/claude-haiku-4-5" }));
}

string lastFailure = "none";
using CancellationTokenSource timeout = new(TimeSpan.FromMinutes(5));
Stopwatch clock = Stopwatch.StartNew();
ITurnGrain[] grains = [.. Enumerable.Range(0, turns).Select(i => cluster.Grains.GetGrain<ITurnGrain>($"turn-{i}"))];
Task starting = Task.WhenAll(grains.Select((grain, i) => StartAsync(grain, agents[i / TurnsOfAnAgent].Id, $"Do task {i}.")));
if (cluster.HasRedis)
{
    await lap.WaitForTurnsStartedAsync(turns / 2, timeout.Token);
    cluster.KillOneSilo();
    killed.SetResult();
    Console.WriteLine($"{clock.Elapsed.TotalSeconds,5:0.0} s: killed a silo, {lap.Counters.TurnsStarted} turns are started");
}

await starting;
TurnState[] states = await Task.WhenAll(grains.Select(WaitForEndAsync));
clock.Stop();
string memory = string.Join(", ", cluster.MemoryInMiB.Select(static m => $"{m} MiB"));

// A silo that was killed between creating a session and storing its id has left a session that no grain knows.
HashSet<string?> known = [.. states.Select(static state => state.SessionId)];
int orphans = 0;
foreach (Agent agent in agents)
{
    await foreach (Session session in agent.ListSessionsAsync(new() { Limit = 200 }))
    {
        if (!session.Status.IsFinal && !known.Contains(session.Id))
        {
            await session.TerminateAsync();
            orphans++;
        }
    }
}

int lost = states.Count(state => !state.IsEnded || state.Reply != string.Concat(words));
int startedTwice = states.Count(state => state.SessionId is { } id && lap.Counters.TurnsStartedIn(id) > 1);
Console.WriteLine($"""
    turns                                 {turns,6}
    resumed by another activation         {states.Count(static state => state.TimesResumed > 0),6}
      of these, found by their mark       {states.Count(static state => state.WasFound),6}
    started, by the platform's count      {lap.Counters.TurnsStarted,6}
    started twice                         {startedTwice,6}
    lost                                  {lost,6}
    orphaned sessions, found and ended    {orphans,6}
    seconds                               {clock.Elapsed.TotalSeconds,6:0.0}
    memory of the silos that are left     {memory}
    last call that failed                 {lastFailure}
    """);
return lost == 0 && lap.Counters.TurnsStarted == turns ? 0 : 1;

// A turn of about eight seconds.
async IAsyncEnumerable<TurnStep> WorkAsync(LocalTurn turn)
{
    await Task.CompletedTask;
    yield return TurnStep.Text(words, TimeSpan.FromMilliseconds(200));
}

async Task StartAsync(ITurnGrain grain, string agentId, string text)
{
    while (!await TryAsync(() => grain.StartAsync(agentId, text)))
    {
        await Task.Delay(TimeSpan.FromSeconds(1), timeout.Token);
    }
}

// Only reads the state. The grains of the dead silo are woken by their reminders.
async Task<TurnState> WaitForEndAsync(ITurnGrain grain)
{
    TurnState state = new();
    while (!state.IsEnded && !timeout.IsCancellationRequested)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await TryAsync(async () => state = await grain.GetAsync());
    }

    return state;
}

// A call fails when its silo dies, or when that silo can't reach Redis. It can be repeated in both cases.
async Task<bool> TryAsync(Func<Task> call)
{
    try
    {
        await call();
        return true;
    }
    catch (Exception e)
    {
        lastFailure = e.Message;
        return false;
    }
}
