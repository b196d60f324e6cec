using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>Ctrl-C and its relatives, turned into one cancellation. The second one ends the process as the system has it.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly object _gate = new();
    private PosixSignalRegistration? _interrupt;
    private PosixSignalRegistration? _terminate;
    private bool _isPrompting;

    /// <summary>Gets the token that is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gets the exit code that the signal asks for.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Interrupted;

    /// <summary>Begins to listen; done late, so that what needs no signals does not pay for them.</summary>
    public void Listen()
    {
        _interrupt ??= PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Take(context, ExitCodes.Interrupted));
        _terminate ??= PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Take(context, ExitCodes.Terminated));
    }

    /// <summary>Leaves Ctrl-C to somebody else: a chat aborts its turn with it.</summary>
    public void LeaveInterrupt()
    {
        _interrupt?.Dispose();
        _interrupt = null;
    }

    /// <summary>Cancels as Ctrl-C does: for Ctrl-C as a key of a terminal in raw mode.</summary>
    public void Interrupt()
    {
        ExitCode = ExitCodes.Interrupted;
        _source.Cancel();
    }

    /// <summary>While somebody is asked, nothing can be cancelled but the process: a read of the terminal does not end otherwise.</summary>
    public T Prompting<T>(Func<T> ask)
    {
        _isPrompting = true;
        try
        {
            return ask();
        }
        finally
        {
            _isPrompting = false;
        }
    }

    public void Dispose()
    {
        _interrupt?.Dispose();
        _terminate?.Dispose();
        _source.Dispose();
    }

    private void Take(PosixSignalContext context, int exitCode)
    {
        lock (_gate)
        {
            ExitCode = exitCode;
            if (_isPrompting)
            {
                // The runtime gives the terminal its echo back on the way out.
                Environment.Exit(exitCode);
            }

            if (!_source.IsCancellationRequested)
            {
                context.Cancel = true;
                _source.Cancel();
            }
        }
    }
}
