namespace LiteLlm.AgentSdk.Http;

/// <summary>The calls that the clients of all resources use.</summary>
internal static class ResourceCalls
{
    /// <summary>Returns the transport of a client. A class that a test derives from the client has none.</summary>
    /// <exception cref="InvalidOperationException">The client has no transport.</exception>
    public static PlatformTransport RequiredBy(this PlatformTransport? transport, object client) => transport
        ?? throw new InvalidOperationException(
            $"This {client.GetType().Name} was not created by a client: a derived class must override the members that the test uses.");

    public static Task<T> GetAsync<T>(
        this PlatformTransport transport, ApiPath path, CancellationToken cancellationToken, ApiArea area = ApiArea.ManagedAgents)
        where T : PlatformRecord =>
        transport.SendForAsync<T>(new ApiRequest(HttpMethod.Get, path, area), cancellationToken);

    /// <summary>Creates a record or starts an operation. The platform also accepts a POST without a body.</summary>
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
