using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The clients of <see cref="Agent.CreateAsync"/>: one per address, key and settings, and a bounded number. A key provider that is made
/// anew for each call makes each call's settings its own: the client that was used longest ago is forgotten then. It owns nothing: agents
/// that hold it go on.
/// </summary>
internal sealed class SharedClients(int capacity, Func<AgentPlatformOptions, AgentPlatformClient> create)
{
    private readonly object _lock = new(); // net8.0 has no System.Threading.Lock
    private readonly Dictionary<SharedClientKey, LinkedListNode<(SharedClientKey Key, AgentPlatformClient Client)>> _clients = [];
    private readonly LinkedList<(SharedClientKey Key, AgentPlatformClient Client)> _byUse = new();

    /// <summary>Gets the number of clients that are kept.</summary>
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
