using System.Text;
using System.Threading.Channels;
using LiteLlm.AgentSdk.Testing.Terminals;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// A terminal of the local platform, for the program that runs in it: the program reads keystrokes and writes to the screen. All
/// clients share the terminal, and it stays open without clients.
/// </summary>
public sealed class LocalTerminal
{
    // If the program does not read its input, the clients have to wait.
    private const int MostInputs = 16;

    private readonly TerminalHost _host;
    private readonly Channel<LocalTerminalInput> _inputs = Channel.CreateBounded<LocalTerminalInput>(MostInputs);

    internal LocalTerminal(TerminalHost host, int run, CancellationToken ended)
    {
        _host = host;
        Run = run;
        Ended = ended;
    }

    /// <summary>Gets the session's id.</summary>
    public string SessionId => _host.SessionId;

    /// <summary>Gets the agent's harness, such as <c>claude-code</c>.</summary>
    public string HarnessId => _host.HarnessId;

    /// <summary>
    /// Gets the number of the program in its sandbox, from 1. A connection after a program has ended starts the next one.
    /// </summary>
    public int Run { get; }

    /// <summary>Gets the width in columns: the last one that a client set, or 100.</summary>
    public int Columns => _host.Columns;

    /// <summary>Gets the height in rows: the last one that a client set, or 30.</summary>
    public int Rows => _host.Rows;

    /// <summary>Gets the number of connected clients.</summary>
    public int Clients => _host.ClientCount;

    /// <summary>Gets the token that is canceled when the sandbox is lost or the platform stops.</summary>
    public CancellationToken Ended { get; }

    internal ChannelWriter<LocalTerminalInput> Inputs => _inputs.Writer;

    /// <summary>Reads the next keystrokes or the next size.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The input; null if the sandbox is lost or the platform stops.</returns>
    public async Task<LocalTerminalInput?> ReadAsync(CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        try
        {
            return await _inputs.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// Writes to the screen and to all clients, and waits for the slowest client. If no client is connected, the next one gets the text
    /// that still fits on the screen.
    /// </summary>
    /// <param name="text">The text, with escape sequences for a terminal.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WriteAsync(string text, CancellationToken cancellationToken = default) =>
        WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

    /// <summary>Writes bytes to the screen. A character that is incomplete at the end is shown when its other bytes are written.</summary>
    /// <param name="bytes">The text in UTF-8.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended);
        await _host.WriteAsync(bytes, either.Token).ConfigureAwait(false);
    }
}
