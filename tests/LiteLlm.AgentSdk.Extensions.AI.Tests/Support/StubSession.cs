using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Extensions.AI.Tests.Support;

/// <summary>A session with the updates of a test, for cases that a platform can't produce on demand.</summary>
internal sealed class StubSession(params TurnUpdate[] updates) : Session
{
    public override string Id => "session-1";

    public override string AgentId => "agent-1";

    public int Sent { get; private set; }

    public override Task<Reply> SendAsync(SendOptions options, CancellationToken cancellationToken = default)
    {
        Sent++;
        return Task.FromResult(updates.OfType<TurnCompleted>().Single().Reply);
    }

    public override TurnStream SendStreamingAsync(SendOptions options, CancellationToken cancellationToken = default)
    {
        return new TurnStream(PlayAsync(cancellationToken));
    }

    private async IAsyncEnumerable<TurnUpdate> PlayAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Sent++;
        foreach (TurnUpdate update in updates)
        {
            await Task.CompletedTask;
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }
    }
}
