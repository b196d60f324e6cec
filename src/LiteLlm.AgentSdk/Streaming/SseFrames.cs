using System.Buffers;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Splits the bytes of an event stream into frames. Only the <c>data</c> fields are used; <c>event</c>, <c>id</c> and <c>retry</c> are
/// ignored. This replaces the framework's parser, which reads one kilobyte at a time and runs an async state machine for every frame;
/// for a fast stream that costs as much as the connection.
/// </summary>
internal sealed class SseFrames(int maxFrameBytes) : IDisposable
{
    // The buffer's size in bytes while the stream is slow, and while it is fast.
    private const int SmallBuffer = 1024;
    private const int LargeBuffer = 16 * 1024;

    private byte[] _buffer = [];

    // The bytes from _start to _end have arrived and have not been returned. There is no line end between _start and _searched.
    private int _start;
    private int _end;
    private int _searched;

    private bool _isFlowing;
    private bool _mayBeSilent;
    private bool _isReading;
    private bool _hasBegun;

    // The last line ended with a carriage return, and no further byte had arrived. If the next byte is a line feed, it belongs to that
    // line.
    private bool _mayHaveLineFeed;

    // The data of a frame that has several lines, or whose blank line has not arrived yet.
    private ArrayBufferWriter<byte>? _lines;
    private bool _hasLines;
    private bool _linesAreRead;

    /// <summary>Gets the data of the next complete frame. The span is valid until the next call.</summary>
    /// <exception cref="AgentPlatformException">The frame is too large.</exception>
    public bool TryRead(out ReadOnlySpan<byte> data)
    {
        if (_linesAreRead)
        {
            _linesAreRead = false;
            _lines = null;
        }

        while (TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty)
            {
                if (_hasLines)
                {
                    _hasLines = false;
                    _linesAreRead = true;
                    data = _lines!.WrittenSpan;
                    return true;
                }

                continue;
            }

            if (!line.StartsWith("data"u8) || (line.Length > 4 && line[4] != (byte)':'))
            {
                // A comment, or another field.
                continue;
            }

            ReadOnlySpan<byte> value = line.Length > 5 ? line[(line[5] == (byte)' ' ? 6 : 5)..] : default;
            if (!_hasLines && _start < _end && _buffer[_start] == (byte)'\n')
            {
                _start++;
                ThrowIfTooLarge(value.Length);
                data = value;
                return true;
            }

            Append(value);
        }

        data = default;
        return false;
    }

    /// <summary>Reads more bytes from the stream. Returns 0 at the end of the stream; an incomplete frame is dropped.</summary>
    /// <exception cref="AgentPlatformException">The incomplete frame is already too large.</exception>
    public async ValueTask<int> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (_mayBeSilent && _start == _end)
        {
            // All bytes have been read. Returns the large buffer while the stream is silent, because there may be thousands of streams.
            Replace([]);
            await stream.ReadAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        }

        Memory<byte> room = Room();
        _isReading = true;
        int read = await stream.ReadAsync(room, cancellationToken).ConfigureAwait(false);
        _isReading = false;
        _end += read;
        _isFlowing = read >= SmallBuffer;
        _mayBeSilent = _isFlowing && read < room.Length;
        return read;
    }

    /// <summary>Returns the buffer to the pool, unless a read may still write to it.</summary>
    public void Dispose()
    {
        if (!_isReading)
        {
            _start = _end;
            Replace([]);
        }
    }

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        if ((!_hasBegun && !TryBegin()) || _start == _end)
        {
            line = default;
            return false;
        }

        if (_mayHaveLineFeed)
        {
            _mayHaveLineFeed = false;
            if (_buffer[_start] == (byte)'\n')
            {
                _start++;
            }
        }

        int from = Math.Max(_searched, _start);
        int length = _buffer.AsSpan(from, _end - from).IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0)
        {
            _searched = _end;
            line = default;
            return false;
        }

        int at = from + length;
        line = _buffer.AsSpan(_start, at - _start);
        _start = at + 1;
        if (_buffer[at] == (byte)'\r')
        {
            if (_start == _end)
            {
                _mayHaveLineFeed = true;
            }
            else if (_buffer[_start] == (byte)'\n')
            {
                _start++;
            }
        }

        return true;
    }

    // The stream may begin with a byte order mark.
    private bool TryBegin()
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        ReadOnlySpan<byte> arrived = _buffer.AsSpan(_start, _end - _start);
        if (arrived.Length < mark.Length && mark.StartsWith(arrived))
        {
            return false;
        }

        _hasBegun = true;
        _start += arrived.StartsWith(mark) ? mark.Length : 0;
        return true;
    }

    private void Append(ReadOnlySpan<byte> value)
    {
        _lines ??= new ArrayBufferWriter<byte>(value.Length + 1);
        if (_hasLines)
        {
            _lines.Write("\n"u8);
        }

        _hasLines = true;
        _lines.Write(value);
        ThrowIfTooLarge(_lines.WrittenCount);
    }

    private Memory<byte> Room()
    {
        int pending = _end - _start;
        ThrowIfTooLarge(pending + (_hasLines ? _lines!.WrittenCount : 0));

        // Twice the pending size, so that a long line is copied only a few times.
        int size = Math.Max(_isFlowing ? LargeBuffer : SmallBuffer, (int)Math.Min(2L * pending, Array.MaxLength));
        if (_buffer.Length < size || _buffer.Length >= 4 * size)
        {
            Replace(ArrayPool<byte>.Shared.Rent(size));
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, pending).CopyTo(_buffer);
            Moved();
        }

        return _buffer.AsMemory(_end);
    }

    private void Replace(byte[] buffer)
    {
        byte[] old = _buffer;
        old.AsSpan(_start, _end - _start).CopyTo(buffer);
        Moved();
        _buffer = buffer;
        if (old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }

    private void Moved()
    {
        _searched = Math.Max(0, _searched - _start);
        _end -= _start;
        _start = 0;
    }

    private void ThrowIfTooLarge(int bytes)
    {
        if (bytes > maxFrameBytes)
        {
            throw new AgentPlatformException(
                $"One event of the stream is larger than {nameof(AgentPlatformOptions.MaxEventBytes)} ({maxFrameBytes}) bytes. "
                + "The response is probably not an event stream of the platform; if it is, raise the option.")
            {
                // The work on the platform continues.
                MayHaveTakenEffect = true,
            };
        }
    }
}
