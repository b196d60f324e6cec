namespace LiteLlm.AgentSdk.Tests.Http;

internal static partial class Clients
{
    /// <summary>Creates a session without a request.</summary>
    public static Session SessionOf(AgentPlatformClient client, string id = "s1") =>
        new(client.Transport,
            new SessionState(new SessionSnapshot { Id = id, AgentId = "a1", Status = SessionStatus.Ready }, default, new ResponseInfo()),
            InitialTurn.None);

    /// <summary>Creates an agent without a request.</summary>
    public static Agent AgentOf(AgentPlatformClient client, string id = "a1") =>
        new(client.Transport, new AgentState(new AgentSnapshot { Id = id }, default, new ResponseInfo()));
}
