using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// The updates of a response. They can be enumerated only once, because the enumeration sends the message. When the caller cancels, the
/// exception carries the caller's token: the method's or <c>WithCancellation</c>'s.
/// </summary>
internal sealed class SingleResponse(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> begin, CancellationToken methodToken)
    : IAsyncEnumerable<ChatResponseUpdate>
{
    private int _begun;

    public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref _begun, 1) == 0
        ? RunAsync(CancellationToken.None).GetAsyncEnumerator(cancellationToken)
        : throw new InvalidOperationException(
            "The updates of a response can be enumerated only once: a second enumeration would send the message again.");

    private async IAsyncEnumerable<ChatResponseUpdate> RunAsync([EnumeratorCancellation] CancellationToken callerToken)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(methodToken, callerToken);
        IAsyncEnumerator<ChatResponseUpdate> updates = begin(either.Token).GetAsyncEnumerator(CancellationToken.None);
        await using ConfiguredAsyncDisposable reading = updates.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (OperationCanceledException e) when (either.IsCancellationRequested)
            {
                throw new OperationCanceledException(e.Message, e, methodToken.IsCancellationRequested ? methodToken : callerToken);
            }

            yield return updates.Current;
        }
    }
}
