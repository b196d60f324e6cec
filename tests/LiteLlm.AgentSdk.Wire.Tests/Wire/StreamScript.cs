using System.Threading.Channels;
using WireMock.ResponseBuilders;

namespace LiteLlm.AgentSdk.Wire.Tests.Wire;

/// <summary>A stream of server-sent events that a test writes while it is read.</summary>
internal sealed class StreamScript
{
    private readonly Channel<string> _texts = Channel.CreateUnbounded<string>();

    public StreamScript() => Response = Answer.Sse(async stream =>
    {
        await foreach (string text in _texts.Reader.ReadAllAsync())
        {
            stream.Write(text);
        }
    });

    /// <summary>Gets the time after which a waiting test fails.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the answer for a route.</summary>
    public IResponseBuilder Response { get; }

    /// <summary>Sends one frame.</summary>
    public void Send(string json) => SendRaw(Answer.Frame(json));

    /// <summary>Sends raw text, such as half a frame.</summary>
    public void SendRaw(string text) => _texts.Writer.TryWrite(text);

    /// <summary>Ends the body.</summary>
    public void End() => _texts.Writer.TryComplete();
}
