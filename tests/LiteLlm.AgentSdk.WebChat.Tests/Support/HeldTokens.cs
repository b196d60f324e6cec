using System.Threading.Channels;

namespace LiteLlm.AgentSdk.WebChat.Tests.Support;

/// <summary>Tokens that arrive when the test releases them.</summary>
internal sealed class HeldTokens
{
    private readonly Channel<string> _tokens = Channel.CreateUnbounded<string>();

    public void Release(string token) => _tokens.Writer.TryWrite(token);

    public void End() => _tokens.Writer.Complete();

    public TurnStep ToStep() => TurnStep.Text(_tokens.Reader.ReadAllAsync());
}
