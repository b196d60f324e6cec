using LiteLlm.AgentSdk.Cli.Chat;
using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>
/// A line on stderr with the current wait and its time. It is overwritten, and removed at the end. Nothing is written if stderr is not
/// a terminal.
/// </summary>
internal sealed class StatusLine : IProgress<SessionProgress>, IDisposable
{
    private const string Erase = "\r\u001b[K";

    private readonly object _gate = new();
    private readonly Printer _printer;
    private readonly Spinner _spinner = new();
    private readonly Timer? _timer;
    private string _what;
    private bool _isShown;
    private bool _isPaused;

    public StatusLine(Printer printer, string what)
    {
        _printer = printer;
        _what = what;
        _timer = printer.HasStatus ? new Timer(_ => Draw(), state: null, TimeSpan.Zero, Spinner.Pace) : null;
    }

    /// <summary>Gets the time since its start.</summary>
    public TimeSpan Elapsed => _spinner.Elapsed;

    public void Report(SessionProgress value) => _what = StartupView.Describe(value);

    public void SetText(string what) => _what = what;

    /// <summary>Removes the line until <see cref="Resume"/>, so that other text can be written.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _isPaused = true;
            Hide();
        }
    }

    public void Resume()
    {
        lock (_gate)
        {
            _isPaused = false;
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        Pause();
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (!_isPaused)
            {
                string text = TextWidth.Cut(SafeText.Line(_spinner.Text(_what)), WindowSize.OfOutput().Columns - 1);
                _printer.Error.Write(Erase + text);
                _isShown = true;
            }
        }
    }

    private void Hide()
    {
        if (_isShown)
        {
            _printer.Error.Write(Erase);
            _isShown = false;
        }
    }
}
