using System.Threading.Channels;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A subscription to the event bus. It gets the events after its start.</summary>
internal sealed class Subscription(Harness harness, Channel<BusEvent> channel) : IDisposable
{
    public ChannelReader<BusEvent> Events => channel.Reader;

    /// <summary>Adds an event for this subscriber only.</summary>
    public void Offer(BusEvent next) => channel.Writer.TryWrite(next);

    public void Dispose() => harness.Unsubscribe(channel);
}
