using System.IO.Pipelines;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>
/// The pipe that the terminal's bytes come through, for one reader at a time: the framework's lets two wait, and gives each of them
/// something.
/// </summary>
internal sealed class TerminalPipeReader(TerminalPump pump, PipeReader inner) : PipeReader
{
    public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override bool TryRead(out ReadResult result)
    {
        pump.BeginReading();
        try
        {
            return inner.TryRead(out result);
        }
        finally
        {
            pump.EndReading();
        }
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        pump.BeginReading();
        try
        {
            return await inner.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            pump.EndReading();
        }
    }
}
