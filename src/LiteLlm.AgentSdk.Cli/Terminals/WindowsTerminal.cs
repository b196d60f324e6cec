using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>A console of Windows 10 or later: it can use escape sequences for input and output.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsTerminal : TerminalDevice
{
    // ENABLE_PROCESSED_INPUT, ENABLE_LINE_INPUT, ENABLE_ECHO_INPUT: off. ENABLE_VIRTUAL_TERMINAL_INPUT: on.
    private const uint CookedInput = 0x1 | 0x2 | 0x4;
    private const uint SequencesIn = 0x200;

    // ENABLE_PROCESSED_OUTPUT, ENABLE_VIRTUAL_TERMINAL_PROCESSING; and for a raw terminal DISABLE_NEWLINE_AUTO_RETURN.
    private const uint SequencesOut = 0x1 | 0x4;
    private const uint BareLineFeeds = 0x8;
    private const uint Utf8 = 65001;

    private readonly object _lock = new();
    private readonly nint _input = Kernel32.GetStdHandle(Kernel32.StandardInput);
    private readonly nint _output = Kernel32.GetStdHandle(Kernel32.StandardOutput);
    private readonly AutoResetEvent _stop = new(initialState: false);
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private (uint Input, uint Output, uint CodePage)? _original;
    private (uint Input, uint Output) _raw;

    public override WindowSize Size
    {
        get
        {
            try
            {
                return new(Console.WindowWidth, Console.WindowHeight);
            }
            catch (IOException)
            {
                return WindowSize.Default;
            }
        }
    }

    public override void EnterRaw(RawModeKind kind)
    {
        lock (_lock)
        {
            if (!Kernel32.GetConsoleMode(_input, out uint input) || !Kernel32.GetConsoleMode(_output, out uint output))
            {
                throw Failed("The console's mode could not be read");
            }

            _original = (input, output, Kernel32.GetConsoleOutputCP());
            _raw = ((input & ~CookedInput) | SequencesIn, output | SequencesOut | (kind == RawModeKind.Everything ? BareLineFeeds : 0));
            if (!SetRaw())
            {
                throw Failed("The console could not be put into raw mode");
            }
        }
    }

    public override void Pause()
    {
        // A Windows console can't suspend a process.
    }

    public override void ReenterRaw()
    {
        lock (_lock)
        {
            if (_original is not null)
            {
                SetRaw();
            }
        }
    }

    public override void Restore()
    {
        lock (_lock)
        {
            if (_original is { } original)
            {
                Kernel32.SetConsoleMode(_input, original.Input);
                Kernel32.SetConsoleMode(_output, original.Output);
                Kernel32.SetConsoleOutputCP(original.CodePage);
                _original = null;
            }
        }
    }

    public override int? Read(byte[] buffer)
    {
        // Reading bytes from a console is correct for ASCII only; reading characters is correct for all text.
        ushort[] characters = new ushort[buffer.Length / 4];
        while (true)
        {
            nint[] handles = [_input, _stop.SafeWaitHandle.DangerousGetHandle()];
            uint signalled = Kernel32.WaitForMultipleObjects(2, ref handles[0], all: false, uint.MaxValue);
            if (signalled != 0)
            {
                return signalled == 1 ? null : 0;
            }

            if (!Kernel32.ReadConsole(_input, ref characters[0], (uint)characters.Length, out uint count, 0))
            {
                return 0;
            }

            int bytes = _encoder.GetBytes(MemoryMarshal.Cast<ushort, char>(characters.AsSpan(0, (int)count)), buffer, flush: false);
            if (bytes > 0)
            {
                return bytes;
            }
        }
    }

    public override void StopReading() => _stop.Set();

    public override void Dispose() => _stop.Dispose();

    public override void WriteNow(string text) => Kernel32.WriteConsole(_output, text, (uint)text.Length, out _, 0);

    private bool SetRaw() =>
        Kernel32.SetConsoleMode(_input, _raw.Input) && Kernel32.SetConsoleMode(_output, _raw.Output) && Kernel32.SetConsoleOutputCP(Utf8);

    private static IOException Failed(string what) => new($"{what} (error {Marshal.GetLastPInvokeError()}).");
}
