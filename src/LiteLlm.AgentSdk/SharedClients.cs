using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A cache of the clients of <see cref="Agent.CreateAsync"/>: one per address, key and settings, with a limited number. Above the limit,
/// the least recently used client is removed; this happens if each call has a new key provider object. A removed client owns no
/// connections, so that agents which still use it keep working.
/// </summary>
internal sealed class SharedClients(int capacity, Func<AgentPlatformOptions, AgentPlatformClient> create)
{
    private readonly object _lock = new(); // net8.0 has no System.Threading.Lock
    private readonly Dictionary<SharedClientKey, LinkedListNode<(SharedClientKey Key, AgentPlatformClient Client)>> _clients = [];
    private readonly LinkedList<(SharedClientKey Key, AgentPlatformClient Client)> _byUse = new();

    /// <summary>Gets the number of cached clients.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _clients.Count;
            }
        }
    }

    /// <summary>Gets the client for options that are resolved and valid.</summary>
    public AgentPlatformClient Get(AgentPlatformOptions resolved)
    {
        SharedClientKey key = SharedClientKey.Of(resolved);
        lock (_lock)
        {
            if (_clients.TryGetValue(key, out LinkedListNode<(SharedClientKey Key, AgentPlatformClient Client)>? known))
            {
                _byUse.Remove(known);
                _byUse.AddLast(known);
                return known.Value.Client;
            }

            AgentPlatformClient client = create(resolved);
            _clients.Add(key, _byUse.AddLast((key, client)));
            if (_byUse.Count > capacity)
            {
                _clients.Remove(_byUse.First!.Value.Key);
                _byUse.RemoveFirst();
            }

            return client;
        }
    }
}
