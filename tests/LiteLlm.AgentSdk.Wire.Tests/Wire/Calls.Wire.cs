using LiteLlm.AgentSdk.Wire.Tests.Wire;

namespace LiteLlm.AgentSdk.Tests.Http;

internal static partial class Calls
{
    /// <summary>Makes the call. Objects that it needs were fetched before, and these requests are not in the log.</summary>
    public static async Task MakeAsync(PlatformWire wire, AgentPlatformClient client, string call, CancellationToken cancellationToken =
        default) =>
        await MakeAsync(client, await wire.AgentAsync(client), await wire.SessionAsync(client), call, cancellationToken);

    /// <summary>Makes the call and returns its exception, which must be of the given type.</summary>
    public static async Task<T> FailureAsync<T>(PlatformWire wire, AgentPlatformClient client, string call)
        where T : Exception
    {
        (Agent agent, Session session) = (await wire.AgentAsync(client), await wire.SessionAsync(client));
        return await Assert.ThrowsAsync<T>(() => MakeAsync(client, agent, session, call));
    }
}
