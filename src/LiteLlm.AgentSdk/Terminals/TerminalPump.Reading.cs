using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace LiteLlm.AgentSdk.Terminals;

/// <content>Reading the terminal's output.</content>
internal sealed partial class TerminalPump
{
    // Keeps the bytes of an incomplete character until the next read.
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
    private int _reading;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        BeginReading();
        try
        {
            ReadResult result = await NextAsync(cancellationToken).ConfigureAwait(false);
            int count = (int)Math.Min(result.Buffer.Length, buffer.Length);
            ReadOnlySequence<byte> taken = result.Buffer.Slice(0, count);
            taken.CopyTo(buffer.Span);
            _pipe.Reader.AdvanceTo(taken.End);
            return count;
        }
        finally
        {
            EndReading();
        }
    }

    public async IAsyncEnumerable<string> ReadTextAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BeginReading();
        try
        {
            while (true)
            {
                ReadResult result = await NextAsync(cancellationToken).ConfigureAwait(false);
                bool isLast = result.IsCompleted;
                string text = Decode(result.Buffer, isLast);
                _pipe.Reader.AdvanceTo(result.Buffer.End);
                if (text.Length > 0)
                {
                    yield return text;
                }

                if (isLast)
                {
                    yield break;
                }
            }
        }
        finally
        {
            EndReading();
        }
    }

    private async ValueTask<ReadResult> NextAsync(CancellationToken cancellationToken)
    {
        ReadResult result = await _pipe.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled)
        {
            // Cancelled by PipeReader.CancelPendingRead, which has no token. No output is lost.
            _pipe.Reader.AdvanceTo(result.Buffer.Start);
            throw new OperationCanceledException("The read was cancelled.");
        }

        return result;
    }

    private string Decode(ReadOnlySequence<byte> bytes, bool isLast)
    {
        char[] chars = ArrayPool<char>.Shared.Rent((int)bytes.Length + 4);
        try
        {
            int count = 0;
            foreach (ReadOnlyMemory<byte> segment in bytes)
            {
                count += _decoder.GetChars(segment.Span, chars.AsSpan(count), flush: false);
            }

            count += isLast ? _decoder.GetChars([], chars.AsSpan(count), flush: true) : 0;
            return new string(chars, 0, count);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    /// <summary>Marks the start of a read; throws if another read is in progress.</summary>
    public void BeginReading()
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException(
                "Another read of the terminal is in progress. Use one reader at a time; otherwise, each would get a part of the output.");
        }
    }

    public void EndReading() => Volatile.Write(ref _reading, 0);
}
