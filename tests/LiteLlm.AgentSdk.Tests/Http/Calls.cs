namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>Calls by name, for the rows of theories. Uses only public members, since other test projects compile this file.</summary>
internal static partial class Calls
{
    /// <summary>Gets the names of all calls that must not be made twice.</summary>
    public static readonly string[] Posts = ["create agent", "create session", "send", "stream", "abort", "restart"];

    public static async Task MakeAsync(
        AgentPlatformClient client, Agent agent, Session session, string call, CancellationToken cancellationToken = default)
    {
        switch (call)
        {
            case "get agent":
                await client.Agents.GetAsync("a1", cancellationToken);
                break;
            case "list agents":
                await client.Agents.ListAsync(cancellationToken: cancellationToken).GetFirstPageAsync(cancellationToken);
                break;
            case "update agent":
                await client.Agents.UpdateAsync("a1", new AgentUpdateOptions { Name = "n" }, cancellationToken);
                break;
            case "delete agent":
                await client.Agents.DeleteAsync("a1", cancellationToken);
                break;
            case "create agent":
                await client.Agents.CreateAsync(new AgentCreateOptions { Model = "m" }, cancellationToken);
                break;
            case "create session":
                await agent.CreateSessionAsync(new SessionCreateOptions { WaitUntilReady = false }, cancellationToken);
                break;
            case "get session":
                await client.Sessions.GetAsync("s1", cancellationToken);
                break;
            case "list sessions":
                await client.Sessions.ListAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken);
                break;
            case "delete session":
                await session.TerminateAsync(cancellationToken);
                break;
            case "messages":
                await session.GetMessagesAsync(cancellationToken);
                break;
            case "log":
                await session.GetLogAsync(cancellationToken);
                break;
            case "send":
                await session.SendAsync("hello", cancellationToken: cancellationToken);
                break;
            case "stream":
                await session.SendStreamingAsync("hello", cancellationToken: cancellationToken).ToListAsync();
                break;
            case "abort":
                await session.AbortAsync(cancellationToken);
                break;
            case "restart":
                await session.RestartAsync(cancellationToken);
                break;
            case "events":
                await session.FollowTurnAsync(cancellationToken).ToListAsync();
                break;
            case "bus":
                await session.FollowAsync(new FollowOptions { StopAfterTurn = true }, cancellationToken).ToListAsync();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(call), call, "There is no such call.");
        }
    }
}
