namespace OrleansSample;

/// <summary>A session with one turn. The grain's key names the turn, so that a call that failed can be made again.</summary>
internal interface ITurnGrain : IGrainWithStringKey
{
    Task StartAsync(string agentId, string text);

    Task<TurnState> GetAsync();
}
