namespace OrleansSample;

/// <summary>A session with one turn. The grain's key names the turn, so a failed call can be repeated.</summary>
internal interface ITurnGrain : IGrainWithStringKey
{
    Task StartAsync(string agentId, string text);

    Task<TurnState> GetAsync();
}
