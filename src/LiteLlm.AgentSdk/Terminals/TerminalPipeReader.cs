using System.IO.Pipelines;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>
/// The pipe reader of the terminal's output. It throws if two callers read at the same time; the framework's reader would give each of
/// them a part of the output.
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
