using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>
/// Writes keystrokes to a terminal. The framework's writer over a stream is not used, because it keeps the bytes of a failed write and
/// sends them again with the next write. Keystrokes must never be sent twice.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The token source has no timer and no wait handle, so there is nothing to dispose.")]
internal sealed class TerminalPipeWriter(Terminal terminal) : PipeWriter
{
    private ArrayBufferWriter<byte> _buffer = new();
    private CancellationTokenSource _cancel = new();
    private bool _isCompleted;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _buffer.WrittenCount;

    public override Memory<byte> GetMemory(int sizeHint = 0) => Open().GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => Open().GetSpan(sizeHint);

    public override void Advance(int bytes) => Open().Advance(bytes);

    public override void CancelPendingFlush() => Volatile.Read(ref _cancel).Cancel();

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArrayBufferWriter<byte> keys = Open();
        _buffer = new();
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancel.Token);
        try
        {
            await terminal.WriteAsync(keys.WrittenMemory, either.Token).ConfigureAwait(false);
            return new FlushResult(isCanceled: false, isCompleted: terminal.Completion.IsCompleted);
        }
        catch (TerminalEndedException)
        {
            return new FlushResult(isCanceled: false, isCompleted: true);
        }
        catch (OperationCanceledException e) when (e.CancellationToken == either.Token)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Volatile.Write(ref _cancel, new());
            return new FlushResult(isCanceled: true, isCompleted: false);
        }
    }

    /// <summary>Ends writing and discards bytes that were not flushed. <see cref="PipeWriter.CompleteAsync"/> sends them first.</summary>
    public override void Complete(Exception? exception = null) => _isCompleted = true;

    public override async ValueTask CompleteAsync(Exception? exception = null)
    {
        if (!_isCompleted && exception is null)
        {
            await FlushAsync().ConfigureAwait(false);
        }

        Complete(exception);
    }

    private ArrayBufferWriter<byte> Open() =>
        _isCompleted ? throw new InvalidOperationException("This writer has been completed: nothing more can be written to it.") : _buffer;
}
