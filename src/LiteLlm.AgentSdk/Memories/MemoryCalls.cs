using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The API calls on memories, for <see cref="AgentMemoriesClient"/> and <see cref="SessionMemoriesClient"/>.</summary>
internal static class MemoryCalls
{
    public static PagedAsyncEnumerable<Memory> List(
        PlatformTransport transport, ApiPath path, MemoryListOptions? options, CancellationToken cancellationToken) =>
        transport.List<Memory>(ApiPath.Query(path, ("q", options?.Query), ("tag", options?.Tag)), cancellationToken);

    public static Task<Memory> CreateAsync(
        PlatformTransport transport, ApiPath path, MemoryCreateOptions options, CancellationToken cancellationToken)
    {
        MemoryRules.ThrowIfInvalid(options);
        return transport.PostAsync<Memory>(path, RecordReader.Body(options), cancellationToken);
    }
}
