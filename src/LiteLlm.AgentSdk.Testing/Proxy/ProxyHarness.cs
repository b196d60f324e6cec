using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Proxy;

/// <summary>A session of the older proxy, which shows text only.</summary>
internal sealed class ProxyHarness(HarnessHost host) : Harness(host, "ses_" + Ids.Hex(24))
{
    public override string Connected() => $$"""{"type":"session.started","session_id":"{{Host.SessionId}}"}""";

    public override IReadOnlyList<string> Thread() => [];

    public override Task<TurnReply> SendAsync(TurnInput input) => Task.Run(() => PlayAsync(new ProxyTurn(this, input)));
}
