using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>
/// The claude-agent-sdk harness: every message is a turn of its own, also beside others; a thread entry appears when its turn has ended.
/// </summary>
internal sealed class ClaudeHarness(HarnessHost host) : Harness(host, "ses_" + Ids.Hex(24))
{
    private readonly Gate _gate = new();
    private readonly List<string> _thread = [];

    /// <summary>Gets the id that the Claude Agent SDK gives its own session.</summary>
    public string SdkSession { get; private set; } = Ids.Uuid();

    /// <summary>Gets about how much the model has to read.</summary>
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

    /// <summary>A turn was aborted: the next begins another session of the SDK.</summary>
    public void LoseSdkSession() => SdkSession = Ids.Uuid();

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
