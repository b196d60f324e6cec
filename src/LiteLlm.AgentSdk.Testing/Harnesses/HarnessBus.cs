using System.Threading.Channels;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>The event bus of a harness: the events of all sessions of one kind of harness.</summary>
internal sealed class HarnessBus
{
    private readonly Gate _gate = new();
    private readonly List<(Type Kind, Channel<string> Channel)> _subscribers = [];

    public Channel<string> Subscribe(Type kind)
    {
        Channel<string> channel = Channel.CreateUnbounded<string>(new() { SingleReader = true });
        lock (_gate)
        {
            _subscribers.Add((kind, channel));
        }

        return channel;
    }

    public void Unsubscribe(Channel<string> channel)
    {
        lock (_gate)
        {
            _subscribers.RemoveAll(subscriber => subscriber.Channel == channel);
        }
    }

    public void Publish(Type kind, string json)
    {
        lock (_gate)
        {
            foreach ((Type wanted, Channel<string> channel) in _subscribers)
            {
                if (wanted == kind)
                {
                    channel.Writer.TryWrite(json);
                }
            }
        }
    }
}
