using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// A standard stream of Linux or macOS, by its descriptor. The runtime's streams switch the terminal to application mode before their
/// first byte; this stream writes only the given bytes.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class DescriptorStream(int descriptor, string name) : Stream
{
    private const int InterruptedCall = 4;
    private const int BrokenPipe = 32;
    private const short Writable = 4;
    private const short Readable = 1;

    private bool _isGone;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // EAGAIN, which the runtime does not translate here.
    private static int WouldBlock => OperatingSystem.IsMacOS() ? 35 : 11;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint read = LibC.Read(descriptor, ref buffer[0], (nuint)buffer.Length);
            if (read >= 0)
            {
                return (int)read;
            }

            Recover(Readable);
        }

        return 0;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && !_isGone)
        {
            nint written = LibC.Write(descriptor, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
            }
            else if (Marshal.GetLastPInvokeError() == BrokenPipe)
            {
                // The reader has stopped reading, as 'head' does. This is not an error.
                _isGone = true;
            }
            else
            {
                Recover(Writable);
            }
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Waits for the descriptor, or throws an error once. Later writes are ignored.</summary>
    private void Recover(short events)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error == InterruptedCall)
        {
            return;
        }

        if (error == WouldBlock)
        {
            LibC.PollDescriptor poll = new() { Descriptor = descriptor, Events = events };
            _ = LibC.Poll(ref poll, 1, -1);
            return;
        }

        _isGone = true;
        throw new IOException($"{name} can't be {(events == Writable ? "written" : "read")}: {Marshal.GetPInvokeErrorMessage(error)}.");
    }
}
