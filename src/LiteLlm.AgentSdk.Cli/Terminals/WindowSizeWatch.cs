using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// Tells when the terminal's window has changed its size: by SIGWINCH, and on Windows, which has no such signal, by looking.
/// </summary>
internal sealed class WindowSizeWatch : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly IDisposable _source;

    public WindowSizeWatch(TerminalDevice device, Action<WindowSize> changed)
    {
        if (OperatingSystem.IsWindows())
        {
            WindowSize last = device.Size;
            _source = new Timer(
                _ =>
                {
                    if (device.Size is var now && now != last)
                    {
                        last = now;
                        changed(now);
                    }
                },
                state: null,
                s_look,
                s_look);
        }
        else
        {
            _source = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => changed(device.Size));
        }
    }

    public void Dispose() => _source.Dispose();
}
