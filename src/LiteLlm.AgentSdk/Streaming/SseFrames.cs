using System.Buffers;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Cuts the bytes of an event stream into frames. Of a frame only its data counts: names, ids and waiting times of frames say nothing here.
/// By hand, since the framework's parser reads a kilobyte at a time and passes every frame through a state machine of its own; that costs a
/// fast stream as much as the connection.
/// </summary>
internal sealed class SseFrames(int maxFrameBytes) : IDisposable
{
    // What a stream holds while it brings little at a time, and while it brings more.
    private const int SmallBuffer = 1024;
    private const int LargeBuffer = 16 * 1024;

    private byte[] _buffer = [];

    // What has arrived and has not been handed on; the line end that comes next is not before the third.
    private int _start;
    private int _end;
    private int _searched;

    private bool _isFlowing;
    private bool _mayBeSilent;
    private bool _isReading;
    private bool _hasBegun;

    // The last line ended with a carriage return that was the last byte to arrive: a line feed belongs to it.
    private bool _mayHaveLineFeed;

    // The data of a frame that is not a single line with its blank one behind it.
    private ArrayBufferWriter<byte>? _lines;
    private bool _hasLines;
    private bool _linesAreRead;

    /// <summary>The data of the next frame that has arrived whole, until the next call.</summary>
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

    /// <summary>Reads what comes next of the stream. 0: it has ended; what there is of a frame is none.</summary>
    /// <exception cref="AgentPlatformException">What there is of a frame is too large for one already.</exception>
    public async ValueTask<int> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (_mayBeSilent && _start == _end)
        {
            // All that was there has been read. Nobody holds a large buffer while waiting for what comes next: there may be thousands of
            // streams.
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

    /// <summary>Gives the buffer back, unless somebody may still write into it.</summary>
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

    // A byte order mark may stand before everything.
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

        // As much again as is pending: a long line is copied a few times and no more.
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
            throw new AgentPlatformException($"A single event of the stream has more than {nameof(AgentPlatformOptions.MaxEventBytes)} ({maxFrameBytes}) bytes: this is no proper event stream.")
            {
                // What the stream belongs to goes on.
                MayHaveTakenEffect = true,
            };
        }
    }
}
