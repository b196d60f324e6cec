using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// Keeps a terminal in raw mode until it is disposed. The terminal is also restored when the process ends, by an unhandled exception or
/// by a signal. After SIGKILL it can't be restored; <c>stty sane</c> helps.
/// </summary>
internal sealed class RawMode : IDisposable
{
    private readonly TerminalDevice _device;
    private readonly string _enter;
    private readonly string _leave;
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly object _stopping = new();
    private int _isOver;

    private RawMode(TerminalDevice device, string enter, string leave)
    {
        _device = device;
        _enter = enter;
        _leave = leave;
    }

    /// <summary>Gets or sets the callback for when the process continues after a stop.</summary>
    public Action? Continued { get; set; }

    /// <param name="device">The terminal.</param>
    /// <param name="kind">The kind of raw mode.</param>
    /// <param name="enter">The text to write when raw mode begins.</param>
    /// <param name="leave">The text to write when raw mode ends, on every path.</param>
    public static RawMode Enter(TerminalDevice device, RawModeKind kind, string enter, string leave)
    {
        RawMode mode = new(device, enter, leave);
        try
        {
            mode.Watch();
            device.EnterRaw(kind);
            device.WriteNow(enter);
            return mode;
        }
        catch
        {
            mode.Dispose();
            throw;
        }
    }

    /// <summary>Gives the terminal back to the shell and stops this process, as Ctrl-Z does; returns when the shell continues it.</summary>
    public void Suspend()
    {
        if (!OperatingSystem.IsWindows() && Volatile.Read(ref _isOver) == 0)
        {
            // The lock keeps a late SIGCONT callback from setting raw mode again just before this process stops.
            lock (_stopping)
            {
                _device.WriteNow(_leave);
                _device.Pause();
                LibC.Stop();
            }

            Continue();
        }
    }

    /// <summary>Gives the terminal to another program while an action runs.</summary>
    public void RunSuspended(Action action)
    {
        // The lock keeps a SIGCONT (the user has suspended that program and continued it) from setting raw mode under it.
        lock (_stopping)
        {
            _device.WriteNow(_leave);
            _device.Pause();
            try
            {
                action();
            }
            finally
            {
                Continue();
            }
        }
    }

    public void Dispose()
    {
        Leave();
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }
    }

    private void Watch()
    {
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
        foreach (PosixSignal signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
        {
            // The terminal is restored first. The effect of the signal does not change.
            _signals.Add(PosixSignalRegistration.Create(signal, _ => Leave()));
        }

        if (!OperatingSystem.IsWindows())
        {
            _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGCONT, OnContinued));
        }
    }

    private void OnExit(object? sender, EventArgs e) => Leave();

    private void Leave()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            _device.WriteNow(_leave);
            _device.Restore();
        }
    }

    private void OnContinued(PosixSignalContext context)
    {
        // By default the runtime sets the terminal mode of the program's start after this callback, which ends raw mode.
        context.Cancel = true;
        Continue();
    }

    private void Continue()
    {
        lock (_stopping)
        {
            if (Volatile.Read(ref _isOver) == 0)
            {
                // The shell has changed the terminal's mode in the meantime.
                _device.ReenterRaw();
                _device.WriteNow(_enter);
                Continued?.Invoke();
            }
        }
    }
}
