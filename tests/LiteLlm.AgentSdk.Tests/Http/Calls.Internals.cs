namespace LiteLlm.AgentSdk.Tests.Http;

internal static partial class Calls
{
    public static Task MakeAsync(AgentPlatformClient client, string call, CancellationToken cancellationToken = default) =>
        MakeAsync(client, Clients.AgentOf(client), Clients.SessionOf(client), call, cancellationToken);

    /// <summary>Makes the call and returns its exception, which must be of the given type.</summary>
    public static async Task<T> FailureAsync<T>(AgentPlatformClient client, string call)
        where T : Exception =>
        await Xunit.Assert.ThrowsAsync<T>(() => MakeAsync(client, call));
}
