namespace LiteLlm.AgentSdk.Http;

/// <summary>The calls that the clients of resources have in common.</summary>
internal static class ResourceCalls
{
    /// <summary>Gets the transport of a client. A class that a test derives from the client has none.</summary>
    /// <exception cref="InvalidOperationException">The client has no transport.</exception>
    public static PlatformTransport RequiredBy(this PlatformTransport? transport, object client) => transport
        ?? throw new InvalidOperationException($"This {client.GetType().Name} was not made by a client: override what the test uses.");

    public static Task<T> GetAsync<T>(
        this PlatformTransport transport, ApiPath path, CancellationToken cancellationToken, ApiArea area = ApiArea.ManagedAgents)
        where T : PlatformRecord =>
        transport.SendForAsync<T>(new ApiRequest(HttpMethod.Get, path, area), cancellationToken);

    /// <summary>Creates a record, or starts something. A platform takes a POST without a body too.</summary>
    public static Task<T> PostAsync<T>(
        this PlatformTransport transport, ApiPath path, byte[]? body, CancellationToken cancellationToken,
        ApiArea area = ApiArea.ManagedAgents)
        where T : PlatformRecord =>
        transport.SendForAsync<T>(new ApiRequest(HttpMethod.Post, path, area) { Body = body }, cancellationToken);

    public static Task<T> PatchAsync<T>(
        this PlatformTransport transport, ApiPath path, byte[] body, CancellationToken cancellationToken,
        ApiArea area = ApiArea.ManagedAgents)
        where T : PlatformRecord =>
        transport.SendForAsync<T>(new ApiRequest(HttpMethod.Patch, path, area) { Body = body }, cancellationToken);

    public static Task DeleteAsync(
        this PlatformTransport transport, ApiPath path, CancellationToken cancellationToken, ApiArea area = ApiArea.ManagedAgents) =>
        transport.SendAsync(new ApiRequest(HttpMethod.Delete, path, area), cancellationToken);
}
