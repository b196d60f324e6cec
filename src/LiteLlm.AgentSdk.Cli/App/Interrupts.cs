using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Cli.App;

/// <summary>Converts Ctrl-C and other termination signals to one cancellation. The second signal ends the process.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly object _gate = new();
    private PosixSignalRegistration? _interrupt;
    private PosixSignalRegistration? _terminate;
    private bool _isPrompting;

    /// <summary>Gets the token that the first signal cancels.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gets the exit code for the signal.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Interrupted;

    /// <summary>Begins to handle signals. Called late, because commands without a long wait don't need it.</summary>
    public void Listen()
    {
        _interrupt ??= PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, ExitCodes.Interrupted));
        _terminate ??= PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, ExitCodes.Terminated));
    }

    /// <summary>Stops handling Ctrl-C: a chat uses it to abort a turn.</summary>
    public void ReleaseInterrupt()
    {
        _interrupt?.Dispose();
        _interrupt = null;
    }

    /// <summary>Cancels as Ctrl-C does. For terminals in raw mode, where Ctrl-C is a key.</summary>
    public void Interrupt()
    {
        ExitCode = ExitCodes.Interrupted;
        _source.Cancel();
    }

    /// <summary>Asks the user. A read of the terminal can't be canceled, so a signal ends the process meanwhile.</summary>
    public T RunPrompt<T>(Func<T> prompt)
    {
        _isPrompting = true;
        try
        {
            return prompt();
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

    private void Handle(PosixSignalContext context, int exitCode)
    {
        lock (_gate)
        {
            ExitCode = exitCode;
            if (_isPrompting)
            {
                // The runtime restores the terminal's echo at exit.
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
