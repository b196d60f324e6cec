using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// Reports changes of the window's size: by SIGWINCH, or on Windows, which has no such signal, by polling.
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
