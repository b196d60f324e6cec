namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>How far a session is, on one line of stderr that is written over and gone in the end. In a pipe, nothing.</summary>
internal sealed class ProgressLine(Printer printer) : IProgress<SessionProgress>, IDisposable
{
    private const string Erase = "\r\u001b[K";

    private bool _isShown;

    public void Report(SessionProgress value)
    {
        if (printer.IsQuiet || !printer.IsErrorTerminal)
        {
            return;
        }

        string phase = value.Phase is { } p ? $", {p.Value}" : "";
        printer.Error.Write(Erase + Printer.OneLine($"Session {value.SessionId}: {value.Status}{phase} ({Times.Of(value.Elapsed)})"));
        _isShown = true;
    }

    public void Dispose()
    {
        if (_isShown)
        {
            printer.Error.Write(Erase);
            _isShown = false;
        }
    }
}
