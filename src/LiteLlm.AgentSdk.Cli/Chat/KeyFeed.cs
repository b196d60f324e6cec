using System.Threading.Channels;
using LiteLlm.AgentSdk.Cli.Chat.Editing;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// Distributes keys to the prompt, or to a turn, which takes only a few keys and keeps the others for the next prompt.
/// </summary>
internal sealed class KeyFeed(ChannelReader<Key> keys)
{
    private readonly Queue<Key> _kept = new();
    private Task<bool>? _waiting;

    /// <summary>Waits for a new key.</summary>
    /// <returns>false at the end of the input; otherwise, true.</returns>
    public Task<bool> WaitAsync()
    {
        if (_waiting is null || _waiting.IsCompleted)
        {
            _waiting = keys.WaitToReadAsync().AsTask();
        }

        return _waiting;
    }

    /// <summary>Reads the first available key of the specified kinds, and keeps the other keys.</summary>
    public KeyKind? ReadAvailable(params ReadOnlySpan<KeyKind> kinds)
    {
        while (keys.TryRead(out Key key))
        {
            foreach (KeyKind kind in kinds)
            {
                if (key.Kind == kind)
                {
                    return kind;
                }
            }

            _kept.Enqueue(key);
        }

        return null;
    }

    /// <summary>Reads the next key for the prompt.</summary>
    /// <returns>The key; null at the end of the input.</returns>
    public async Task<Key?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_kept.TryDequeue(out Key kept))
        {
            return kept;
        }

        while (await WaitAsync().WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            if (keys.TryRead(out Key key))
            {
                return key;
            }
        }

        return null;
    }
}
