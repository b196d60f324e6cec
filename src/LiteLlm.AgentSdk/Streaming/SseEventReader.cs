using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk;

/// <summary>From the bytes of an event stream to its events. It yields what arrives and ends where the body ends; what that means is for others to say.</summary>
internal static class SseEventReader
{
    public static async IAsyncEnumerable<SessionEvent> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SseParser<SessionEvent?> parser = SseParser.Create(stream, static (_, data) => data.IsEmpty ? null : EventDecoder.Decode(data));
        await foreach (SseItem<SessionEvent?> item in parser.EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Data is { } value)
            {
                yield return value;
            }
        }
    }
}
