using System.Diagnostics.CodeAnalysis;
using System.Text;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Terminals;

/// <summary>The terminal of a sandbox, with its screen, its program and its clients.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "No wait handle is in it: there is nothing to dispose of.")]
internal sealed class TerminalHost(HarnessHost host, Action touched, CancellationToken lost)
{
    private const string Exited = "[bridge] process exited (code=0, signal=0)";

    private readonly Gate _gate = new();
    private readonly List<TerminalClient> _clients = [];
    private readonly TerminalScreen _screen = new();
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();

    // Guards the screen and the frames to the clients, so that all clients, also new ones, get the same output in the same order.
    private readonly SemaphoreSlim _output = new(1, 1);
    private LocalTerminal? _program;
    private int _runs;

    public string SessionId => host.SessionId;

    public string HarnessId => host.HarnessId;

    /// <summary>Gets the terminal's token. It changes after each loss of the sandbox.</summary>
    public string Token { get; } = host.Platform.Options.TerminalToken ?? "tty-" + Guid.NewGuid().ToString("N");

    public string SandboxUrl => $"{host.Platform.BaseUrl.AbsoluteUri}sandbox/sessions/{SessionId}";

    public string Url => $"ws{SandboxUrl["http".Length..]}/tty";

    public int Columns { get; private set; } = 100;

    public int Rows { get; private set; } = 30;

    /// <summary>Gets a value indicating whether the sandbox is lost.</summary>
    public bool IsLost => lost.IsCancellationRequested;

    public int ClientCount
    {
        get
        {
            lock (_gate)
            {
                return _clients.Count;
            }
        }
    }

    /// <summary>Serves the connection of one client until it ends.</summary>
    public async Task ServeAsync(Exchange exchange, TerminalUpgrade connection)
    {
        var client = new TerminalClient(exchange, connection, this);
        using CancellationTokenRegistration gone = lost.Register(client.Abort);
        touched();
        host.Platform.Counters.TerminalOpened();
        try
        {
            await client.ServeAsync(() => AttachAsync(client, exchange.Gone)).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _clients.Remove(client);
            }

            host.Platform.Counters.TerminalClosed();
        }
    }

    /// <summary>Passes a client's input to the program.</summary>
    public async Task SendInputAsync(byte[] keys, (int Columns, int Rows)? size, CancellationToken cancellationToken)
    {
        touched();
        LocalTerminal? program;
        LocalTerminalInput input;
        lock (_gate)
        {
            (Columns, Rows) = size ?? (Columns, Rows);
            input = new LocalTerminalInput
            {
                Keys = size is null ? keys
                : default,
                IsResize = size is not null,
                Columns = Columns,
                Rows = Rows
            };
            program = _program;
        }

        host.Platform.Signal.Pulse();
        if (program is not null)
        {
            try
            {
                await program.Inputs.WriteAsync(input, cancellationToken).ConfigureAwait(false);
            }
            catch (System.Threading.Channels.ChannelClosedException)
            {
                // The program has ended.
            }
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _output.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            char[] chars = new char[_decoder.GetCharCount(bytes.Span, flush: false)];
            _decoder.GetChars(bytes.Span, chars, flush: false);
            await ShowAsync(new string(chars), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _output.Release();
        }
    }

    /// <summary>Closes the connections of all clients with a code, or breaks them if the code is null.</summary>
    public void CloseClients(int? code)
    {
        foreach (TerminalClient client in GetClients())
        {
            if (code is { } status)
            {
                client.Close(status);
            }
            else
            {
                client.Abort();
            }
        }
    }

    private async Task AttachAsync(TerminalClient client, CancellationToken cancellationToken)
    {
        await _output.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_program is null)
            {
                _screen.Clear();
                _decoder.Reset();
                lock (_gate)
                {
                    _program = new LocalTerminal(this, ++_runs, lost);
                }

                LocalTerminal program = _program;
                host.Platform.Counters.TerminalProgramStarted();
                host.Platform.Track(() => RunAsync(program));
            }

            // The client is added before it gets the screen, so that it is closed with the others. New output waits until the screen is
            // sent.
            lock (_gate)
            {
                _clients.Add(client);
            }

            foreach (byte[] frame in TerminalFrames.Of(_screen.Render()))
            {
                await client.SendAsync(frame, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _output.Release();
        }
    }

    private async Task RunAsync(LocalTerminal program)
    {
        try
        {
            await host.Platform.Options.Terminal(program).WaitAsync(lost).ConfigureAwait(false);
        }
        catch (Exception) when (!lost.IsCancellationRequested)
        {
            // A program that throws ends too.
        }

        program.Inputs.TryComplete();
        await _output.WaitAsync(lost).ConfigureAwait(false);
        try
        {
            await ShowAsync(Exited, lost).ConfigureAwait(false);
            foreach (TerminalClient client in GetClients())
            {
                client.Close();
            }

            lock (_gate)
            {
                _program = null;
                _clients.Clear();
            }
        }
        finally
        {
            _output.Release();
        }
    }

    private async Task ShowAsync(string text, CancellationToken cancellationToken)
    {
        _screen.Add(text);
        IReadOnlyList<TerminalClient> clients = GetClients();
        foreach (byte[] frame in TerminalFrames.Of(text))
        {
            foreach (TerminalClient client in clients)
            {
                await client.SendAsync(frame, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private IReadOnlyList<TerminalClient> GetClients()
    {
        lock (_gate)
        {
            return [.. _clients];
        }
    }
}
