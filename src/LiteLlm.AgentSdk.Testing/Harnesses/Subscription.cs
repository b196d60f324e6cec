using System.Threading.Channels;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A subscriber's end of the bus: what happens from now on.</summary>
internal sealed class Subscription(Harness harness, Channel<BusEvent> channel) : IDisposable
{
    public ChannelReader<BusEvent> Events => channel.Reader;

    /// <summary>An event for this subscriber alone.</summary>
    public void Offer(BusEvent next) => channel.Writer.TryWrite(next);

    public void Dispose() => harness.Unsubscribe(channel);
}
