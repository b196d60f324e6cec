using System.Runtime.InteropServices;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>A terminal of Linux or macOS.</summary>
internal sealed class UnixTerminal : TerminalDevice
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;
    private const int AfterOutput = 1;
    private const int InterruptedCall = 4;
    private const short Readable = 1;

    private readonly object _lock = new();
    private readonly int[] _wake = [-1, -1];
    private byte[]? _original;
    private byte[]? _raw;

    public UnixTerminal()
    {
        if (LibC.Pipe(ref _wake[0]) != 0)
        {
            throw Failed("No pipe could be made");
        }
    }

    /// <summary>Gets the size of the terminal of standard output, or of standard error if output is not a terminal.</summary>
    public static WindowSize OutputSize => SizeOf(Output) ?? SizeOf(Error) ?? WindowSize.Default;

    public override WindowSize Size => OutputSize;

    public override void EnterRaw(RawModeKind kind)
    {
        lock (_lock)
        {
            byte[] original = new byte[LibC.TermiosSize];
            if (LibC.GetAttributes(Input, ref original[0]) != 0)
            {
                throw Failed("The terminal's mode could not be read");
            }

            byte[] raw = [.. original];
            LibC.MakeRaw(ref raw[0]);
            if (kind == RawModeKind.Keys)
            {
                CopyOutputFlags(original, raw);
            }

            _original = original;
            _raw = raw;
            if (LibC.SetAttributes(Input, AfterOutput, ref raw[0]) != 0)
            {
                throw Failed("The terminal could not be put into raw mode");
            }
        }
    }

    public override void Pause()
    {
        lock (_lock)
        {
            if (_original is { } original && IsInForeground)
            {
                _ = LibC.SetAttributes(Input, AfterOutput, ref original[0]);
            }
        }
    }

    public override void ReenterRaw()
    {
        lock (_lock)
        {
            if (_raw is { } raw && IsInForeground)
            {
                _ = LibC.SetAttributes(Input, 0, ref raw[0]);
            }
        }
    }

    public override void Restore()
    {
        lock (_lock)
        {
            // The system stops a background process that changes the terminal, which another program uses by then.
            if (_original is { } original && IsInForeground)
            {
                _ = LibC.SetAttributes(Input, 0, ref original[0]);
            }

            _original = _raw = null;
        }
    }

    public override int? Read(byte[] buffer)
    {
        while (true)
        {
            LibC.PollDescriptor[] descriptors =
                [new() { Descriptor = Input, Events = Readable }, new() { Descriptor = _wake[0], Events = Readable }];
            if (LibC.Poll(ref descriptors[0], 2, -1) < 0)
            {
                if (Marshal.GetLastPInvokeError() == InterruptedCall)
                {
                    continue;
                }

                return 0;
            }

            if (descriptors[1].Returned != 0)
            {
                byte woken = 0;
                _ = LibC.Read(_wake[0], ref woken, 1);
                return null;
            }

            nint count = LibC.Read(Input, ref buffer[0], (nuint)buffer.Length);
            if (count >= 0 || Marshal.GetLastPInvokeError() != InterruptedCall)
            {
                return (int)Math.Max(0, count);
            }
        }
    }

    public override void StopReading()
    {
        byte one = 1;
        _ = LibC.Write(_wake[1], ref one, 1);
    }

    public override void Dispose()
    {
        _ = LibC.Close(_wake[0]);
        _ = LibC.Close(_wake[1]);
    }

    public override void WriteNow(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0)
        {
            _ = LibC.Write(Output, ref bytes[0], (nuint)bytes.Length);
        }
    }

    private static bool IsInForeground => LibC.GetForegroundGroup(Input) == LibC.GetGroup();

    /// <summary>
    /// Keeps the original processing of output: <c>c_oflag</c>, the second flag word, four bytes on Linux and eight on macOS.
    /// </summary>
    private static void CopyOutputFlags(byte[] from, byte[] to)
    {
        int size = OperatingSystem.IsMacOS() ? 8 : 4;
        from.AsSpan(size, size).CopyTo(to.AsSpan(size));
    }

    private static WindowSize? SizeOf(int descriptor) =>
        LibC.TryGetWindowSize(descriptor, out LibC.WindowSizeValue size) && size is { Columns: > 0, Rows: > 0 }
            ? new(size.Columns, size.Rows) : null;

    private static IOException Failed(string what) => new($"{what} (error {Marshal.GetLastPInvokeError()}).");
}
