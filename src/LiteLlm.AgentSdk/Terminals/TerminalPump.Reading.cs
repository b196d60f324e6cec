using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace LiteLlm.AgentSdk.Terminals;

/// <content>What the terminal shows, on its way to the one who reads.</content>
internal sealed partial class TerminalPump
{
    // Keeps a character that is cut by the end of a read until the rest of it has come.
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
    private int _reading;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        BeginReading();
        try
        {
            ReadResult result = await NextAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> taken = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, buffer.Length));
            taken.CopyTo(buffer.Span);
            Reader.AdvanceTo(taken.End);
            return (int)taken.Length;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
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
                Reader.AdvanceTo(result.Buffer.End);
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
            Volatile.Write(ref _reading, 0);
        }
    }

    private async ValueTask<ReadResult> NextAsync(CancellationToken cancellationToken)
    {
        ReadResult result = await Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled)
        {
            // By the pipe's own way to do so, which knows no token. Nothing is lost.
            Reader.AdvanceTo(result.Buffer.Start);
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

    private void BeginReading()
    {
        if (Interlocked.Exchange(ref _reading, 1) != 0)
        {
            throw new InvalidOperationException("The terminal is being read already: one reader at a time, or each would get a part of what it shows.");
        }
    }
}
