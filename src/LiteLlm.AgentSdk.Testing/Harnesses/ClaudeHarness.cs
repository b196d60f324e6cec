using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>
/// The claude-agent-sdk harness. Each message is a separate turn, even if another turn is running. The session's messages contain the reply
/// only after its turn has ended.
/// </summary>
internal sealed class ClaudeHarness(HarnessHost host) : Harness(host, "ses_" + Ids.Hex(24))
{
    private readonly Gate _gate = new();
    private readonly List<string> _thread = [];

    /// <summary>Gets the Claude Agent SDK's id of its session.</summary>
    public string SdkSession { get; private set; } = Ids.Uuid();

    /// <summary>Gets an approximate number of input tokens.</summary>
    public int InputTokens
    {
        get
        {
            lock (_gate)
            {
                return 780 + (_thread.Sum(entry => entry.Length) / 16);
            }
        }
    }

    /// <summary>Begins another session of the Claude Agent SDK, which happens after an aborted turn.</summary>
    public void ResetSdkSession() => SdkSession = Ids.Uuid();

    public override string Connected() => """{"type":"server.connected","properties":{}}""";

    public override IReadOnlyList<string> Thread()
    {
        lock (_gate)
        {
            return [.. _thread];
        }
    }

    public void Append(string entry)
    {
        lock (_gate)
        {
            _thread.Add(entry);
        }
    }

    public override Task<TurnReply> SendAsync(TurnInput input) => Task.Run(() => PlayAsync(new ClaudeTurn(this, input)));
}
