using System.Threading.Channels;
using LiteLlm.AgentSdk.Cli.Chat.Editing;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// The keys for a caller who is to have them now: the prompt, or a turn that looks for two of them and leaves the rest for the next prompt.
/// </summary>
internal sealed class KeyFeed(ChannelReader<Key> keys)
{
    private readonly Queue<Key> _kept = new();
    private Task<bool>? _waiting;

    /// <summary>Waits for a key that nobody has seen yet.</summary>
    /// <returns>False when there won't be any more.</returns>
    public Task<bool> WaitAsync()
    {
        if (_waiting is null || _waiting.IsCompleted)
        {
            _waiting = keys.WaitToReadAsync().AsTask();
        }

        return _waiting;
    }

    /// <summary>Takes the first key of these kinds out of what was typed, and keeps the rest.</summary>
    public KeyKind? Take(params ReadOnlySpan<KeyKind> kinds)
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

    /// <summary>The next key for the prompt.</summary>
    /// <returns>Null when there won't be any more.</returns>
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
