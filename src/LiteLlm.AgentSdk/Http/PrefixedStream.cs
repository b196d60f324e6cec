namespace LiteLlm.AgentSdk.Http;

/// <summary>A stream whose first bytes were already read, or are being read, to detect its type.</summary>
internal sealed class PrefixedStream(byte[] buffer, Task<int> first, Stream rest) : ReadOnlyStream
{
    private int _given;
    private bool _isPast;

    public override ValueTask<int> ReadAsync(Memory<byte> destination, CancellationToken cancellationToken = default) =>
        _isPast ? rest.ReadAsync(destination, cancellationToken) : ReadFirstAsync(destination, cancellationToken);

    private async ValueTask<int> ReadFirstAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        int length = await first.WaitAsync(cancellationToken).ConfigureAwait(false);
        int count = Math.Min(length - _given, destination.Length);
        buffer.AsMemory(_given, count).CopyTo(destination);
        _given += count;
        _isPast = _given == length;
        return count > 0 || destination.IsEmpty ? count : await rest.ReadAsync(destination, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();

            // Closing the body makes a pending first read fail; its exception is observed here and ignored.
            _ = first.ContinueWith(static t =>
                t.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        base.Dispose(disposing);
    }
}
